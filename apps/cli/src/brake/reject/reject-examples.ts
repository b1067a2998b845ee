import type { Example } from '../../terminal/command-options.ts';

/** Shown by `brake reject --help` and in the documentation, and run by tests. */
export const REJECT_EXAMPLES: readonly Example[] = [
  { line: 'brake reject --dry-run', why: 'the mistake is corrected: who would get their permissions back?' },
  { line: 'brake reject', why: 'give them back' },
];
