import { replaceInSource } from './replace-in-source.ts';

// A bare 404 or 410 is taken for Spotler's word, whoever it is from.
replaceInSource('/packages/spotler-sdk/src/contacts/absence-evidence.ts', [
  ['if (!isBare(first)) return first;', 'return first;'],
]);
