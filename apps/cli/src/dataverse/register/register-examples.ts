import type { Example } from '../../terminal/command-options.ts';

/** Shown by `dataverse register --help` and in the documentation, and run by tests. */
export const REGISTER_EXAMPLES: readonly Example[] = [
  { line: 'dataverse register --dry-run', why: 'what would be made or changed?' },
  { line: 'dataverse register', why: 'show it, ask, and do it' },
  {
    line: 'dataverse register --application-user 5c3b2f3a-0a6e-4a8e-9a40-9a0d9c8f2b11',
    why: 'and make the user that the worker signs in as',
  },
  { line: 'dataverse register --yes --renew-key', why: 'and write a new key, in a script' },
];
