import type { Entry } from '../entry.ts';
import type { DayTally } from './month-report.ts';

type Column = Exclude<keyof DayTally, 'day'>;

/** Counts by day. */
export interface Days {
  add(entry: Entry): void;
  /** The days, oldest first. */
  tallies(): DayTally[];
}

const COLUMNS: Readonly<Record<string, Column>> = {
  anonymized: 'anonymized',
  'already-anonymized': 'alreadyAnonymized',
  'not-erased': 'notErased',
  'opted-out': 'optedOut',
  'synced-opted-out': 'optedOut',
};
const DATE_LENGTH = 10;

/** Builds it. */
export function createDays(): Days {
  const days = new Map<string, Record<Column, number>>();
  return {
    add({ at, result = '' }) {
      const column = COLUMNS[result];
      if (column === undefined) return;
      const day = at.slice(0, DATE_LENGTH);
      const counts = days.get(day) ?? { anonymized: 0, alreadyAnonymized: 0, notErased: 0, optedOut: 0 };
      counts[column] += 1;
      days.set(day, counts);
    },
    tallies: () =>
      [...days].sort(([one], [other]) => (one < other ? -1 : 1)).map(([day, counts]) => ({ day, ...counts })),
  };
}
