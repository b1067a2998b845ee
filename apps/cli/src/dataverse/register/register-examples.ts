import type { Example } from '../../terminal/command-options.ts';

/** Shown by `dataverse register --help` and in the documentation, and run by tests. */
export const REGISTER_EXAMPLES: readonly Example[] = [
  { line: 'dataverse register --dry-run', why: 'what would be made or changed?' },
  { line: 'dataverse register', why: 'show it, ask, and do it' },
  { line: 'dataverse register --yes --renew-key', why: 'and write a new key, in a script' },
];
