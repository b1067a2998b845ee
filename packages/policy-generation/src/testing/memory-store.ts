import { type ObjectStore, ObjectStoreError } from '@spotler-connector/object-store';

/** A store in memory that can be away. */
export interface MemoryStore extends ObjectStore {
  away: boolean;
}

/** Builds an empty store. */
export function aMemoryStore(): MemoryStore {
  const objects = new Map<string, { body: Uint8Array; version: number }>();
  function failWhileAway(): void {
    if (store.away) throw new ObjectStoreError({ kind: 'unavailable' });
  }
  const store: MemoryStore = {
    away: false,
    async create(name, body) {
      failWhileAway();
      if (objects.has(name)) return 'exists';
      objects.set(name, { body, version: 1 });
      return 'created';
    },
    async read(name) {
      failWhileAway();
      const found = objects.get(name);
      return found && { body: found.body, version: String(found.version) };
    },
    async replace(name, body, version) {
      failWhileAway();
      if (String(objects.get(name)?.version) !== version) return 'changed-meanwhile';
      objects.set(name, { body, version: Number(version) + 1 });
      return 'replaced';
    },
    async *list() {},
  };
  return store;
}
