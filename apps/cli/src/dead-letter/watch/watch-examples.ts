import type { Example } from '../../terminal/command-options.ts';

/** Shown by `dead-letter watch --help` and in the documentation, and run by tests. */
export const WATCH_EXAMPLES: readonly Example[] = [
  { line: 'dead-letter watch', why: 'a line for each new dead letter, until Ctrl-C' },
  {
    line: 'dead-letter watch --reason NotErased --every 1m --json',
    why: 'the same for a script, a JSON value a line',
  },
];
