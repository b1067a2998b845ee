import type { Example } from '../../terminal/command-options.ts';

/** Shown by `dead-letter show --help` and in the documentation, and run by tests. */
export const SHOW_EXAMPLES: readonly Example[] = [
  { line: 'dead-letter show 4711', why: 'what happened to one dead letter, and what to do next' },
  { line: 'dead-letter show 4711 --body', why: 'its properties and its body too, personal data masked' },
  { line: 'dead-letter show 4711 --reveal', why: 'the same with personal data, on your own screen only' },
];
