import type { Operation } from '../view/command.ts';

/**
 * The arguments of each command that the page has a button for. They say yes beforehand: whoever presses the
 * button has.
 */
export const OPERATIONS: Readonly<Record<Operation, readonly string[]>> = {
  doctor: ['doctor'],
  'brake status': ['brake', 'status'],
  'brake release': ['brake', 'release', '--all', '--yes'],
  'brake reject': ['brake', 'reject', '--yes'],
  'sweep --dry-run': ['sweep', '--dry-run'],
  // Among thirty records three strangers are a tenth, which is what a sweep erases at most by default.
  sweep: ['sweep', '--yes', '--max-anonymize', '50%'],
  'dead-letter list': ['dead-letter', 'list'],
  'dead-letter replay': ['dead-letter', 'replay', '--all', '--yes'],
  'evidence verify': ['evidence', 'verify'],
};
