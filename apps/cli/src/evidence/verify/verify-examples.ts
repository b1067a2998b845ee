import type { Example } from '../../terminal/command-options.ts';

/** Shown by `evidence verify --help` and in the documentation, and run by tests. */
export const VERIFY_EXAMPLES: readonly Example[] = [
  { line: 'evidence verify', why: 'is all evidence as it was written?' },
  {
    line: 'evidence verify --checkpoint checkpoint.json',
    why: 'and is everything still there that was there when this checkpoint was made?',
  },
  {
    line: 'evidence verify --fingerprint 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    why: 'the same, for a checkpoint in the store whose fingerprint was kept',
  },
];
