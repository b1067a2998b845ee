import { replaceInSource } from './replace-in-source.ts';

// The policy judges one address, whichever becomes Spotler's.
replaceInSource('/packages/dataverse/src/field-mapping/email-column.ts', [
  ['if (column !== undefined) return column;', "if (column !== undefined) return 'emailaddress1';"],
]);
