import type { Entry } from '../entry.ts';
import type { MonthReport } from './month-report.ts';
import { createCounter } from './tallies.ts';

/** Adds up what sweeps found. */
export interface SweepCounter {
  add(entry: Entry): void;
  sum(): MonthReport['sweeps'];
}

/** Builds it. */
export function createSweepCounter(): SweepCounter {
  const kinds = createCounter();
  let [count, compared, mended] = [0, 0, 0];
  return {
    add(entry) {
      count += 1;
      compared += entry.compared ?? 0;
      mended += entry.mended ?? 0;
      for (const [kind, found] of Object.entries(entry.found ?? {})) kinds.add(kind, found);
    },
    sum: () => ({ count, compared, mended, found: kinds.counts() }),
  };
}
