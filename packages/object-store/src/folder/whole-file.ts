import { randomUUID } from 'node:crypto';
import { closeSync, fsync, link, open, unlink, writeSync } from 'node:fs';
import { mkdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { codeOf } from '../error-code.ts';

const PRIVATE_FILE = 0o600;
/** Folders of a store are nobody else's. */
export const PRIVATE_FOLDER = 0o700;

/** Where files are written before they get their name; below the store's root, so on the same file system. */
export const DRAFTS = '.drafts';

// Only what may wait for a disk goes to another thread: each erasure leaves a file or two.
const openFile = promisify(open);
const flush = promisify(fsync);
const linkFile = promisify(link);
const removeFile = promisify(unlink);

/**
 * Gives `body` a name that is free, whole and for good: it is written and flushed under another name first,
 * and linking is atomic. Says `exists` when the name is taken. Rejects with `ENOENT` when the folder of
 * drafts is not there.
 */
export async function createWholeFile(
  root: string,
  path: string,
  body: Uint8Array,
): Promise<'created' | 'exists'> {
  if (body.length === 0) return createEmptyFile(root, path);
  const draft = join(root, DRAFTS, randomUUID());
  try {
    await writeFlushed(draft, body);
    return await nameFile(path, { name: () => linkFile(draft, path) });
  } finally {
    await removeDraft(draft);
  }
}

/**
 * A file without content is whole as soon as it has its name, so it needs no draft. Where its folder is
 * missing it looks for the folder of drafts, and rejects with `ENOENT` as well when that is not there.
 */
function createEmptyFile(root: string, path: string): Promise<'created' | 'exists'> {
  return nameFile(path, {
    name: async () => closeSync(await openFile(path, 'wx', PRIVATE_FILE)),
    beforeFolder: () => stat(join(root, DRAFTS)),
  });
}

/** Whether an error of the file system has one of these codes. */
export function hasCode(error: unknown, ...codes: readonly string[]): boolean {
  return codes.some((code) => codeOf(error) === code);
}

async function writeFlushed(path: string, body: Uint8Array): Promise<void> {
  const file = await openFile(path, 'wx', PRIVATE_FILE);
  try {
    for (let written = 0; written < body.length; ) written += writeSync(file, body, written);
    await flush(file);
  } finally {
    closeSync(file);
  }
}

/** Steps of giving a file its name. */
interface Naming {
  /** Creates the name. Rejects with `EEXIST` when it is taken. */
  readonly name: () => Promise<void>;
  /** Done before the folder is made. */
  readonly beforeFolder?: (() => Promise<unknown>) | undefined;
}

/**
 * Gives a file its name for good. The folder is mostly there: it is made when it turns out to be missing.
 */
async function nameFile(path: string, { name, beforeFolder }: Naming): Promise<'created' | 'exists'> {
  for (let isMade = false; ; isMade = true) {
    try {
      await name();
      break;
    } catch (error) {
      if (hasCode(error, 'EEXIST')) return 'exists';
      if (isMade || !hasCode(error, 'ENOENT')) throw error;
    }
    await beforeFolder?.();
    await mkdir(dirname(path), { recursive: true, mode: PRIVATE_FOLDER });
  }
  await flushFolder(dirname(path));
  return 'created';
}

/**
 * A new name is only safe from a crash when its folder is flushed too. Not every system can; then the system
 * does it.
 */
async function flushFolder(path: string): Promise<void> {
  try {
    const folder = await openFile(path, 'r');
    try {
      await flush(folder);
    } finally {
      closeSync(folder);
    }
  } catch (error) {
    if (!hasCode(error, 'EISDIR', 'EPERM', 'EINVAL', 'EACCES')) throw error;
  }
}

async function removeDraft(draft: string): Promise<void> {
  try {
    await removeFile(draft);
  } catch (error) {
    // It could not even be made.
    if (!hasCode(error, 'ENOENT')) throw error;
  }
}
