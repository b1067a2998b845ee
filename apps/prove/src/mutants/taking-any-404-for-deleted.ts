import { replaceInSource } from './replace-in-source.ts';

// Any 404 of Dataverse, or of something before it, says that the row was deleted.
replaceInSource('/packages/dataverse/src/web-api/row-absence.ts', [
  ['if (!isAboutRows(thrown)) return false;', 'return thrown.status === 404;'],
]);
