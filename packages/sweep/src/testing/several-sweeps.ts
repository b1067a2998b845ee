import { createMemoryStore } from '@spotler-connector/object-store/testing/memory-store';
import { createPageJournal } from '../page-journal.ts';
import type { SweepBase } from '../reading.ts';
import type { SweepOptions } from '../sweep.ts';
import type { changingSides } from './changing-sides.ts';
import { compared } from './compared.ts';

/** Test support: sweeps of the same two sides, one after the other: a full one, and then those of changes. */
export function severalSweeps(sides: ReturnType<typeof changingSides>, options: Partial<SweepOptions> = {}) {
  const store = createMemoryStore();
  let base: SweepBase | undefined;
  let runs = 0;
  return {
    store,
    base: () => base,
    async next() {
      const journal = createPageJournal(store, `run${++runs}`);
      const lastAt = sides.now();
      const result = await compared(sides, { ...options, journal, base });
      await result.close();
      const changes = Object.fromEntries(Object.entries(result.changes));
      const history = [{ journal, counts: journal.counts() }, ...(base?.history ?? [])];
      base = { changes, lastAt, history };
      return result;
    },
    full: () => compared(sides, options),
  };
}
