import { replaceInSource } from './replace-in-source.ts';

// A bare 404 or 410 is taken for Spotler's word, whoever it is from.
replaceInSource('/packages/spotler-sdk/src/contacts/absence-evidence.ts', [
  ['let last = noting(await ask());', 'return ask(); let last = noting(await ask());'],
]);
