import type { Example } from '../../terminal/command-options.ts';

/** Shown by `brake status --help` and in the documentation, and run by tests. */
export const BRAKE_STATUS_EXAMPLES: readonly Example[] = [
  { line: 'brake status', why: 'who is held, and why?' },
  { line: 'brake status --json', why: 'the same for a script' },
];
