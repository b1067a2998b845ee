import { replaceInSource } from './replace-in-source.ts';

// Rows are written whatever somebody else has written meanwhile.
replaceInSource('/packages/dataverse/src/web-api/update-row.ts', [['ifmatch: version', "ifmatch: '*'"]]);
