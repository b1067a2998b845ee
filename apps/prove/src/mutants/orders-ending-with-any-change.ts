import { replaceInSource } from './replace-in-source.ts';

// The order of a Spotler Job is over as soon as its record changes, whatever the policy says then.
replaceInSource('/packages/adapters/src/order-reader.ts', [
  [' || (decision && !wantsContact(decision))', ''],
]);
