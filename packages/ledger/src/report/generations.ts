import type { Entry } from '../entry.ts';
import type { MonthReport } from './month-report.ts';

type Generation = MonthReport['generations'][number];

/** Takes in the generations that began. */
export interface Generations {
  add(entry: Entry): void;
  /** Each once, oldest first. */
  list(): Generation[];
}

/** Builds it. Several workers may tell of one generation: then the first of them counts. */
export function createGenerations(): Generations {
  const known = new Map<string, Generation>();
  return {
    add({ at, generation = '', policyVersion = '', settings = '' }) {
      const key = [generation, policyVersion, settings].join(' ');
      const before = known.get(key);
      if (before === undefined || at < before.at) known.set(key, { at, generation, policyVersion, settings });
    },
    list: () => [...known.values()].sort((one, other) => (one.at < other.at ? -1 : 1)),
  };
}
