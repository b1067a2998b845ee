import { checkName, checkPrefix } from '../object-name.ts';
import type { RemovableObjectStore } from '../object-store.ts';
import { ObjectStoreError } from '../object-store-error.ts';

/** Test support: a store in memory, whose objects a test can look at and tamper with. */
export interface MemoryStore extends RemovableObjectStore {
  /** Content by name. */
  readonly objects: Map<string, Uint8Array>;
  /** Whether every call fails, as when nobody can reach the store. */
  away: boolean;
}

/** Test support: builds an empty store. It keeps to the contract that the real ones keep to. */
export function createMemoryStore(): MemoryStore {
  const objects = new Map<string, Uint8Array>();
  /** Each content is a copy of its own, so that it stands for one writing. */
  const versions = new WeakMap<Uint8Array, string>();
  let writings = 0;

  function versionOf(content: Uint8Array): string {
    const version = versions.get(content) ?? String(++writings);
    versions.set(content, version);
    return version;
  }

  function assertReachable(): void {
    if (store.away) throw new ObjectStoreError({ kind: 'unavailable' });
  }

  const store: MemoryStore = {
    objects,
    away: false,
    async create(name, body) {
      assertReachable();
      checkName(name);
      if (objects.has(name)) return 'exists';
      objects.set(name, Uint8Array.from(body));
      return 'created';
    },
    async read(name) {
      assertReachable();
      checkName(name);
      const body = objects.get(name);
      return body && { body, version: versionOf(body) };
    },
    async replace(name, body, version) {
      assertReachable();
      checkName(name);
      const before = objects.get(name);
      if (before === undefined || versionOf(before) !== version) return 'changed-meanwhile';
      objects.set(name, Uint8Array.from(body));
      return 'replaced';
    },
    async *list(prefix) {
      assertReachable();
      checkPrefix(prefix);
      yield* [...objects.keys()].filter((name) => name.startsWith(prefix)).sort();
    },
    async remove(name) {
      assertReachable();
      checkName(name);
      objects.delete(name);
    },
  };
  return store;
}
