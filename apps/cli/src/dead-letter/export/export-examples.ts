import type { Example } from '../../terminal/command-options.ts';

/** Shown by `dead-letter export --help` and in the documentation, and run by tests. */
export const EXPORT_EXAMPLES: readonly Example[] = [
  {
    line: 'dead-letter export --out dead-letters.jsonl',
    why: 'keep what happened to which record, without personal data',
  },
  {
    line: 'dead-letter export --out bodies.jsonl --reason MalformedMessage --personal-data',
    why: 'with everything in it, for somebody who must see the bodies',
  },
];
