import { replaceInSource } from './replace-in-source.ts';

// Nothing stands in for an empty column of external ids.
replaceInSource('/packages/dataverse/src/record-source/external-id.ts', [
  ["(fallback === 'none' ? null : recordId)", "(fallback === 'none' ? null : null)"],
]);
