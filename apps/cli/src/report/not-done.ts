import type { MonthReport } from '@spotler-connector/ledger';

/** Something that was due and was not done, and why. */
export interface NotDone {
  readonly what: string;
  readonly count: number;
}

/** Everything that was due in a month and was not done, as far as evidence tells. */
export function notDone({ erasures, brake, jobs }: MonthReport): NotDone[] {
  const stillThere = erasures.reduce(
    (sum, { result, count }) => sum + (result === 'not-erased' ? count : 0),
    0,
  );
  return [
    { what: 'not erased: Spotler confirmed it, but still showed the contact', count: stillThere },
    { what: 'held: more than the limit on erasures; opted out meanwhile', count: brake.held },
    { what: 'rejected: a person decided against the erasure', count: brake.rejected },
    { what: 'Spotler Jobs that failed', count: jobs['failed'] ?? 0 },
  ].filter(({ count }) => count > 0);
}
