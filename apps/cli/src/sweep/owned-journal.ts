import type { RemovableObjectStore } from '@spotler-connector/object-store';
import {
  assertOwned,
  type CurrentSweep,
  createPageJournal,
  type PageJournal,
} from '@spotler-connector/sweep';

/** The journal of a sweep, for as long as it is this process that carries it out. */
export function ownedJournal(store: RemovableObjectStore, current: CurrentSweep): PageJournal {
  const journal = createPageJournal(store, current.run);
  return {
    ...journal,
    async append(page) {
      await assertOwned(store, current);
      await journal.append(page);
    },
  };
}
