import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isObjectName } from '../object-name.ts';
import { hasCode } from './whole-file.ts';

/**
 * The names of the objects in a folder, in the order of their bytes, reading one folder at a time. What is no
 * object (drafts, later versions, somebody's notes) is passed over.
 */
export async function* listNames(folder: string, prefix: string): AsyncGenerator<string, void> {
  const under = prefix.slice(0, prefix.lastIndexOf('/') + 1);
  yield* namesUnder(folder, under, prefix);
}

async function* namesUnder(folder: string, under: string, prefix: string): AsyncGenerator<string, void> {
  for (const entry of await sortedEntries(join(folder, under))) {
    const name = `${under}${entry.name}`;
    if (!isObjectName(name)) continue;
    if (entry.isDirectory()) {
      const inside = `${name}/`;
      if (inside.startsWith(prefix) || prefix.startsWith(inside)) yield* namesUnder(folder, inside, prefix);
    } else if (name.startsWith(prefix)) {
      yield name;
    }
  }
}

/** A folder sorts as its name with a slash, as the names of the objects in it do. */
async function sortedEntries(path: string): Promise<Dirent[]> {
  try {
    const entries = await readdir(path, { withFileTypes: true });
    return entries
      .map((entry) => ({ entry, key: keyOf(entry) }))
      .sort(byKey)
      .map(({ entry }) => entry);
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ENOTDIR')) return [];
    throw error;
  }
}

function keyOf(entry: Dirent): string {
  return entry.isDirectory() ? `${entry.name}/` : entry.name;
}

function byKey(one: { readonly key: string }, other: { readonly key: string }): number {
  return one.key < other.key ? -1 : 1;
}
