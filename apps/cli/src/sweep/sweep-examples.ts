import type { Example } from '../terminal/command-options.ts';

/** Shown by `sweep --help` and in the documentation, and run by tests. */
export const SWEEP_EXAMPLES: readonly Example[] = [
  { line: 'sweep --dry-run', why: 'do both sides agree, and what would be done if not?' },
  { line: 'sweep', why: 'the same, then ask, and mend' },
  { line: 'sweep --yes --max-anonymize 5%', why: 'by schedule: mend, unless it would erase too many' },
  { line: 'sweep --resume --yes', why: 'go on with one that was killed' },
];
