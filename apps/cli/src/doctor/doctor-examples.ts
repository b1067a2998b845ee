import type { Example } from '../terminal/command-options.ts';

/** Shown by `doctor --help` and in the documentation, and run by tests. */
export const DOCTOR_EXAMPLES: readonly Example[] = [
  { line: 'doctor', why: 'is everything set up, and what is to be done about it?' },
  { line: 'doctor --json', why: 'the same for a script; the exit code is 1 when anything failed' },
];
