import { ObjectStoreError } from '@spotler-connector/object-store';
import { createMemoryStore, type MemoryStore } from '@spotler-connector/object-store/testing/memory-store';

/** A store in memory that notes what is created, and can have creations fail. */
export interface LedgerStore extends Omit<MemoryStore, 'away'> {
  /** Creates of names that begin so fail, until it is undefined again. */
  failing: string | undefined;
  /** Names that were written, in order. */
  readonly written: string[];
}

/** Builds an empty store. */
export function aLedgerStore(): LedgerStore {
  const memory = createMemoryStore();
  const store: LedgerStore = {
    ...memory,
    failing: undefined,
    written: [],
    async create(name, body) {
      if (store.failing !== undefined && name.startsWith(store.failing)) {
        throw new ObjectStoreError({ kind: 'unavailable', code: 'ENOSPC' });
      }
      const outcome = await memory.create(name, body);
      if (outcome === 'created') store.written.push(name);
      return outcome;
    },
  };
  return store;
}
