import type { Example } from '../../terminal/command-options.ts';

/** Shown by `dead-letter show --help` and in the documentation, and run by tests. */
export const SHOW_EXAMPLES: readonly Example[] = [
  { line: 'dead-letter show 4711', why: 'everything about one dead letter, personal data masked' },
  { line: 'dead-letter show 4711 --reveal', why: 'the same with personal data, on your own screen only' },
];
