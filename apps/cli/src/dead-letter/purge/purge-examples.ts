import type { Example } from '../../terminal/command-options.ts';

/** Shown by `dead-letter purge --help` and in the documentation, and run by tests. */
export const PURGE_EXAMPLES: readonly Example[] = [
  { line: 'dead-letter purge --older-than 30d --dry-run', why: 'what would be deleted?' },
  {
    line: 'dead-letter purge --older-than 30d --yes',
    why: 'keep no dead letter longer than a month, in a script',
  },
  {
    line: 'dead-letter purge --record 0c6f2f1e-6d1c-4c8b-9a55-3a7f0f0d2b11',
    why: 'delete whatever waits about one person',
  },
];
