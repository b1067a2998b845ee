import type { Example } from '../../terminal/command-options.ts';

/** Shown by `dead-letter import --help` and in the documentation, and run by tests. */
export const IMPORT_EXAMPLES: readonly Example[] = [
  { line: 'dead-letter import dead-letters.jsonl --dry-run', why: 'what would be sent?' },
  {
    line: 'dead-letter import dead-letters.jsonl --rate 5 --yes',
    why: 'send them to the worker, slowly, in a script',
  },
  { line: 'dead-letter import dead-letters.jsonl --skip 1200', why: 'go on where it was stopped' },
];
