import type { Entry } from '../entry.ts';
import { createDays } from './days.ts';
import { createGenerations } from './generations.ts';
import type { MonthReport } from './month-report.ts';
import { createSweepCounter } from './sweep-counter.ts';
import { createCounter, createTallyCounter } from './tallies.ts';
import { createWaitMeter } from './waits.ts';

/** Takes in a month's entries, one by one. */
export interface MonthCounter {
  /** How many entries it has. */
  readonly entries: number;
  add(entry: Entry): void;
  report(): MonthReport;
}

/** Builds it. What it keeps grows with the number of different things, and by eight bytes for each wait. */
export function createMonthCounter(month: string): MonthCounter {
  const [erasures, optOuts] = [createTallyCounter(), createTallyCounter()];
  const [days, waits, sweeps] = [createDays(), createWaitMeter(), createSweepCounter()];
  const [events, jobs, mends] = [createCounter(), createCounter(), createCounter()];
  const brake = { held: 0, released: 0, rejected: 0 };
  const generations = createGenerations();
  let entries = 0;

  function addContact(entry: Entry): void {
    const { table = '', rule = '', result = '', waitMs, initiators = [] } = entry;
    (entry.kind === 'erasure' ? erasures : optOuts).add({ table, rule, result });
    days.add(entry);
    if (waitMs !== undefined) waits.add(waitMs);
    for (const { event } of initiators) events.add(event);
  }

  return {
    get entries() {
      return entries;
    },
    add(entry) {
      entries += 1;
      switch (entry.kind) {
        case 'erasure':
        case 'opt-out':
          return addContact(entry);
        case 'held':
        case 'released':
        case 'rejected':
          brake[entry.kind] += entry.count ?? 1;
          return;
        case 'job':
          return jobs.add(entry.result ?? '');
        case 'mend':
          return mends.add(`${entry.by} ${entry.result}`);
        case 'sweep':
          return sweeps.add(entry);
        case 'generation':
          return generations.add(entry);
      }
    },
    report: () => ({
      month,
      entries,
      erasures: erasures.tallies(),
      optOuts: optOuts.tallies(),
      days: days.tallies(),
      waits: waits.waits(),
      events: events.counts(),
      brake: { ...brake },
      jobs: jobs.counts(),
      mends: mends.counts(),
      sweeps: sweeps.sum(),
      generations: generations.list(),
    }),
  };
}
