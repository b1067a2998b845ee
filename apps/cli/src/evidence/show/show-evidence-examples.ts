import type { Example } from '../../terminal/command-options.ts';

/** Shown by `evidence show --help` and in the documentation, and run by tests. */
export const SHOW_EVIDENCE_EXAMPLES: readonly Example[] = [
  {
    line: 'evidence show contact 0c6f2f1e-6d1c-4c8b-9a55-3a7f0f0d2b11',
    why: 'was this person erased, when, by which rule, and on whose order?',
  },
];
