import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createFolderObjectStore, type ObjectStore } from '@spotler-connector/object-store';

/** A store in a folder that is filled fast: nothing is flushed, and nobody else may write there. */
export function unsafeFolderStore(folder: string, now: () => number): ObjectStore {
  const made = new Set<string>();
  return {
    ...createFolderObjectStore({ folder, now }),
    async create(name, body) {
      const path = join(folder, name);
      const parent = dirname(path);
      if (!made.has(parent)) mkdirSync(parent, { recursive: true });
      made.add(parent);
      writeFileSync(path, body);
      return 'created';
    },
  };
}
