import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf } from '../error-code.ts';
import { checkName, checkPrefix } from '../object-name.ts';
import type { RemovableObjectStore, StoredObject } from '../object-store.ts';
import { ObjectStoreError } from '../object-store-error.ts';
import { createFolderPresence } from './folder-presence.ts';
import { listNames } from './list-names.ts';
import { readWholeFile } from './read-whole-file.ts';
import {
  FIRST_VERSION,
  newestVersion,
  pathOfVersion,
  removeOldVersions,
  VERSIONS_SUFFIX,
} from './versions.ts';
import { createWholeFile, hasCode } from './whole-file.ts';

/** Options of a store in a folder. */
export interface FolderObjectStoreOptions {
  /** The folder; made when something is stored first. Processes that share it must be on one machine. */
  readonly folder: string;
  /** The time of day, in milliseconds since the epoch, to tell how old versions are. */
  readonly now: () => number;
  /**
   * Whether nothing is ever replaced, as in a store of evidence: then nobody looks for later versions, and
   * `replace` fails. Default false.
   */
  readonly createOnly?: boolean | undefined;
}

/**
 * Keeps objects in a folder: the default for one machine. Each version of an object is a file of its own that
 * is created and never changed, since creating a name is the one thing that every file system does
 * atomically.
 */
export function createFolderObjectStore({
  folder,
  now,
  createOnly = false,
}: FolderObjectStoreOptions): RemovableObjectStore {
  const presence = createFolderPresence(folder);
  return {
    create: (name, body) =>
      translated(async () => {
        checkName(name);
        return presence.write(() => createWholeFile(folder, join(folder, name), body));
      }),
    read: (name) =>
      translated(async () => {
        checkName(name);
        const path = join(folder, name);
        const found = await (createOnly ? readVersion(path, FIRST_VERSION) : readNewest(path));
        // What is found shows by itself that the folder is still there.
        await (found === undefined ? presence.check() : presence.checkOnce());
        return found;
      }),
    replace: (name, body, version) =>
      translated(async () => {
        checkName(name);
        if (createOnly) throw new ObjectStoreError({ kind: 'protocol', code: 'CreateOnly' });
        await presence.make();
        const path = join(folder, name);
        const number = Number(version);
        if (!Number.isSafeInteger(number))
          throw new ObjectStoreError({ kind: 'protocol', code: 'InvalidVersion' });
        if ((await newestVersion(path)) !== number) return 'changed-meanwhile';
        const made = await createWholeFile(folder, pathOfVersion(path, number + 1), body);
        if (made === 'exists') return 'changed-meanwhile';
        await removeOldVersions(path, now());
        return 'replaced';
      }),
    remove: (name) =>
      translated(async () => {
        checkName(name);
        const path = join(folder, name);
        await rm(path, { force: true });
        await rm(`${path}${VERSIONS_SUFFIX}`, { recursive: true, force: true });
      }),
    async *list(prefix) {
      checkPrefix(prefix);
      try {
        await presence.check();
        yield* listNames(folder, prefix);
      } catch (error) {
        throw toStoreError(error);
      }
    },
  };
}

/** Somebody must give us rights. */
const REFUSED: readonly string[] = ['EACCES', 'EPERM', 'EROFS'];
/** Where an object should be there is a folder, or the other way round. */
const NO_PLACE: readonly string[] = ['EEXIST', 'EISDIR', 'ENAMETOOLONG', 'ENOTDIR'];

async function readNewest(path: string): Promise<StoredObject | undefined> {
  for (;;) {
    const number = await newestVersion(path);
    const found = await readVersion(path, number);
    // Either there is no such object, or the version was removed because there are newer ones.
    if (found !== undefined || (await newestVersion(path)) === number) return found;
  }
}

async function readVersion(path: string, number: number): Promise<StoredObject | undefined> {
  try {
    return { body: await readWholeFile(pathOfVersion(path, number)), version: String(number) };
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

async function translated<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw toStoreError(error);
  }
}

/** An error of the file system; anything else is a bug of ours and is handed on. */
function toStoreError(error: unknown): unknown {
  const code = codeOf(error);
  if (error instanceof ObjectStoreError || code === undefined) return error;
  if (REFUSED.includes(code)) return new ObjectStoreError({ kind: 'authentication', code });
  return new ObjectStoreError({ kind: NO_PLACE.includes(code) ? 'protocol' : 'unavailable', code });
}
