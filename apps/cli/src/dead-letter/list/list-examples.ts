import type { Example } from '../../terminal/command-options.ts';

/** Shown by `dead-letter list --help` and in the documentation, and run by tests. */
export const LIST_EXAMPLES: readonly Example[] = [
  { line: 'dead-letter list', why: 'how many are there, and why?' },
  { line: 'dead-letter list --by reason --since 2h', why: 'what went wrong in the last two hours?' },
  { line: 'dead-letter list --each', why: 'which are they, and what is to be done about each?' },
  { line: 'dead-letter list --each --reason NotErased --sort newest', why: 'the latest of one kind' },
  {
    line: 'dead-letter list --record 0c6f2f1e-6d1c-4c8b-9a55-3a7f0f0d2b11',
    why: 'is anything about this person waiting there?',
  },
];
