import type { Example } from '../terminal/command-options.ts';

/** Shown by `explain --help` and in the documentation, and run by tests. */
export const EXPLAIN_EXAMPLES: readonly Example[] = [
  {
    line: 'explain contact 0c6f2f1e-6d1c-4c8b-9a55-3a7f0f0d2b11',
    why: 'why does Spotler have this person, or why not?',
  },
  {
    line: 'explain contact 0c6f2f1e-6d1c-4c8b-9a55-3a7f0f0d2b11 --apply',
    why: 'and do now what the policy says',
  },
  { line: 'explain --file snapshot.json', why: 'try the policy out, without any connection' },
];
