import type { Settlement } from '@spotler-connector/service-bus';

/** Sets a message aside. docs/troubleshooting.md has a row for every reason; neither text may hold personal data. */
export function deadLetter(reason: string, description: string): Settlement {
  return { kind: 'dead-letter', reason, description };
}
