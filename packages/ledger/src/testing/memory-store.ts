import { type ObjectStore, ObjectStoreError } from '@spotler-connector/object-store';

/** A store in memory, whose objects a test can look at and tamper with. */
export interface MemoryStore extends ObjectStore {
  readonly objects: Map<string, Uint8Array>;
  /** Creates of names that begin so fail, until it is undefined again. */
  failing: string | undefined;
  /** Names that were written, in order. */
  readonly written: string[];
}

/** Builds an empty store. */
export function aMemoryStore(): MemoryStore {
  const objects = new Map<string, Uint8Array>();
  const store: MemoryStore = {
    objects,
    failing: undefined,
    written: [],
    async create(name, body) {
      if (store.failing !== undefined && name.startsWith(store.failing)) {
        throw new ObjectStoreError({ kind: 'unavailable', code: 'ENOSPC' });
      }
      if (objects.has(name)) return 'exists';
      objects.set(name, body);
      store.written.push(name);
      return 'created';
    },
    async read(name) {
      const body = objects.get(name);
      return body && { body, version: '1' };
    },
    replace: async () => 'changed-meanwhile',
    async *list(prefix) {
      yield* [...objects.keys()].filter((name) => name.startsWith(prefix)).sort();
    },
  };
  return store;
}
