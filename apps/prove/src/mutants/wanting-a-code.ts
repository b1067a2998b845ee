import { replaceInSource } from './replace-in-source.ts';

// An answer of Dataverse without a code never counts as a deletion.
replaceInSource('/packages/dataverse/src/web-api/row-absence.ts', [
  ["return code === '' ? guidsIn(message).length > 0 :", "return code === '' ? false :"],
]);
