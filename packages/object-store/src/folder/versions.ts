import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { hasCode } from './whole-file.ts';

/** Ends the name of the folder that holds an object's later versions; no object's name has this character. */
export const VERSIONS_SUFFIX = '~';

/** The first version is the file that has the object's name. */
export const FIRST_VERSION = 1;

/** Long after every writer that could still be about to follow upon an old version has seen a newer one. */
const KEPT_MS = 86_400_000;
const MIN_KEPT = 2;

/** Where version `number` of the object at `path` is. */
export function pathOfVersion(path: string, number: number): string {
  return number === FIRST_VERSION ? path : join(`${path}${VERSIONS_SUFFIX}`, String(number));
}

/** The number of the newest version, as far as there are later ones than the first. */
export async function newestVersion(path: string): Promise<number> {
  return (await laterVersions(path)).at(-1) ?? FIRST_VERSION;
}

/**
 * Removes versions that are a day old, but not the newest ones, and never the first, whose name keeps the
 * object from being created anew. `now` is in milliseconds since the epoch. Each is older than the next, so
 * that the first one that is kept ends the search: there may be thousands.
 */
export async function removeOldVersions(path: string, now: number): Promise<void> {
  const old = (await laterVersions(path)).slice(0, -MIN_KEPT);
  for (const number of old) {
    const file = pathOfVersion(path, number);
    try {
      if (now - (await stat(file)).mtimeMs <= KEPT_MS) return;
      await rm(file, { force: true });
    } catch (error) {
      // Another process removes them as well.
      if (!hasCode(error, 'ENOENT')) throw error;
    }
  }
}

/** Oldest first. */
async function laterVersions(path: string): Promise<number[]> {
  try {
    const names = await readdir(`${path}${VERSIONS_SUFFIX}`);
    return names.map(Number).sort((a, b) => a - b);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return [];
    throw error;
  }
}
