import type { Example } from '../../terminal/command-options.ts';

/** Shown by `dataverse status --help` and in the documentation, and run by tests. */
export const STATUS_EXAMPLES: readonly Example[] = [
  { line: 'dataverse status', why: 'is everything registered as it should be?' },
  {
    line: 'dataverse status --json',
    why: 'the same for a script; the exit code is 1 when something differs',
  },
];
