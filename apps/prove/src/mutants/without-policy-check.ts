import { replaceInSource } from './replace-in-source.ts';

// A command of an operator does not ask by which policy the workers act.
replaceInSource('/apps/cli/src/dataverse/agree-about-policy.ts', [
  ['if (acting === undefined ||', 'if (acting !== null ||'],
]);
