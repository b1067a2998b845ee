import type { Counts, Tally } from './month-report.ts';

/** Counts by name. */
export interface Counter {
  add(name: string, count?: number): void;
  /** The counts, by name in the order of the alphabet. */
  counts(): Counts;
}

/** Builds a counter. */
export function createCounter(): Counter {
  const counts = new Map<string, number>();
  return {
    add: (name, count = 1) => void counts.set(name, (counts.get(name) ?? 0) + count),
    counts: () => Object.fromEntries([...counts].sort(([one], [other]) => (one < other ? -1 : 1))),
  };
}

/** Something that is counted in a tally. */
export type Tallied = Omit<Tally, 'count'>;

/** Counts by table, rule and result. */
export interface TallyCounter {
  add(tallied: Tallied): void;
  /** The tallies, by table, then rule, then result. */
  tallies(): Tally[];
}

/** Builds it. */
export function createTallyCounter(): TallyCounter {
  const counter = createCounter();
  const known = new Map<string, Tallied>();
  return {
    add(tallied) {
      const name = [tallied.table, tallied.rule, tallied.result].join(' ');
      known.set(name, tallied);
      counter.add(name);
    },
    tallies: () =>
      Object.entries(counter.counts()).flatMap(([name, count]) => {
        const tallied = known.get(name);
        return tallied === undefined ? [] : [{ ...tallied, count }];
      }),
  };
}
