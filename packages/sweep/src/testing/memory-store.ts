import type { RemovableObjectStore } from '@spotler-connector/object-store';

/** Test support: a store in memory. */
export function memoryStore(): RemovableObjectStore & { bytes(): number } {
  const objects = new Map<string, { body: Uint8Array; version: string }>();
  let version = 0;
  const put = (name: string, body: Uint8Array) =>
    objects.set(name, { body: new Uint8Array(body), version: String(++version) });
  return {
    async create(name, body) {
      if (objects.has(name)) return 'exists';
      put(name, body);
      return 'created';
    },
    read: async (name) => objects.get(name),
    async replace(name, body, expected) {
      if (objects.get(name)?.version !== expected) return 'changed-meanwhile';
      put(name, body);
      return 'replaced';
    },
    async *list(prefix) {
      yield* [...objects.keys()].filter((name) => name.startsWith(prefix)).sort();
    },
    async remove(name) {
      objects.delete(name);
    },
    bytes: () => [...objects.values()].reduce((sum, { body }) => sum + body.length, 0),
  };
}
