import type { Example } from '../../terminal/command-options.ts';

/** Shown by `brake release --help` and in the documentation, and run by tests. */
export const RELEASE_EXAMPLES: readonly Example[] = [
  { line: 'brake release --all --dry-run', why: 'how many would be erased?' },
  { line: 'brake release --count 10 --wait', why: 'ten first, and see what becomes of them' },
  { line: 'brake release --all', why: 'it is as it should be: erase them' },
];
