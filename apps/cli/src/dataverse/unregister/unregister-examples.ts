import type { Example } from '../../terminal/command-options.ts';

/** Shown by `dataverse unregister --help` and in the documentation, and run by tests. */
export const UNREGISTER_EXAMPLES: readonly Example[] = [
  { line: 'dataverse unregister --dry-run', why: 'what would be taken away?' },
  { line: 'dataverse unregister --with-table --dry-run', why: 'and with the Spotler Jobs?' },
  { line: 'dataverse unregister', why: 'stop the messages; Spotler Jobs are kept' },
];
