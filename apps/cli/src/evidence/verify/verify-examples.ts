import type { Example } from '../../terminal/command-options.ts';

/** Shown by `evidence verify --help` and in the documentation, and run by tests. */
export const VERIFY_EXAMPLES: readonly Example[] = [
  { line: 'evidence verify', why: 'is all evidence as it was written?' },
  {
    line: 'evidence verify --checkpoint checkpoint.json',
    why: 'and is everything still there that was there when this checkpoint was made?',
  },
];
