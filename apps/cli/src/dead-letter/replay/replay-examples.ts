import type { Example } from '../../terminal/command-options.ts';

/** Shown by `dead-letter replay --help` and in the documentation, and run by tests. */
export const REPLAY_EXAMPLES: readonly Example[] = [
  { line: 'dead-letter replay --reason SpotlerRejected --dry-run', why: 'what would be replayed?' },
  {
    line: 'dead-letter replay --reason SpotlerRejected --ramp',
    why: 'after a fix: begin with one message and stop if it comes back',
  },
  {
    line: 'dead-letter replay --letter 19,20 --wait',
    why: 'those two, and say what the worker made of them',
  },
  {
    line: 'dead-letter replay --all --plan-out plan.jsonl',
    why: 'write a plan, to be looked at or shortened',
  },
  { line: 'dead-letter replay --plan plan.jsonl', why: 'carry a plan out, or resume where it was stopped' },
  { line: 'dead-letter replay --all --rate 5 --yes', why: 'slowly, in a script' },
];
