import type { Example } from '../terminal/command-options.ts';

/** Shown by `report --help` and in the documentation, and run by tests. */
export const REPORT_EXAMPLES: readonly Example[] = [
  { line: 'report --month 2026-10', why: 'how many people were forgotten in October?' },
  { line: 'report --month 2026-10 --html report.html', why: 'the same to print, or to hand on' },
];
