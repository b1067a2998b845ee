import type { Example } from '../../terminal/command-options.ts';

/** Shown by `evidence checkpoint --help` and in the documentation, and run by tests. */
export const CHECKPOINT_EXAMPLES: readonly Example[] = [
  { line: 'evidence checkpoint --file checkpoint.json', why: 'and keep the file elsewhere' },
];
