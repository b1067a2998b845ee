import { randomUUID } from 'node:crypto';
import { link, mkdir, open, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { codeOf } from '../error-code.ts';

const PRIVATE_FILE = 0o600;
/** Folders of a store are nobody else's. */
export const PRIVATE_FOLDER = 0o700;

/** Where files are written before they get their name; below the store's root, so on the same file system. */
export const DRAFTS = '.drafts';

/**
 * Gives `body` a name that is free, whole and for good: it is written and flushed under another name first,
 * and linking is atomic. Says `exists` when the name is taken.
 */
export async function createWholeFile(
  root: string,
  path: string,
  body: Uint8Array,
): Promise<'created' | 'exists'> {
  await mkdir(dirname(path), { recursive: true, mode: PRIVATE_FOLDER });
  const draft = join(root, DRAFTS, randomUUID());
  try {
    await writeFlushed(draft, body);
    try {
      await link(draft, path);
    } catch (error) {
      if (hasCode(error, 'EEXIST')) return 'exists';
      throw error;
    }
    await flushFolder(dirname(path));
    return 'created';
  } finally {
    await rm(draft, { force: true });
  }
}

/** Whether an error of the file system has one of these codes. */
export function hasCode(error: unknown, ...codes: readonly string[]): boolean {
  return codes.some((code) => codeOf(error) === code);
}

async function writeFlushed(path: string, body: Uint8Array): Promise<void> {
  const file = await open(path, 'wx', PRIVATE_FILE);
  try {
    await file.writeFile(body);
    await file.sync();
  } finally {
    await file.close();
  }
}

/**
 * A new name is only safe from a crash when its folder is flushed too. Not every system can; then the system
 * does it.
 */
async function flushFolder(path: string): Promise<void> {
  try {
    const folder = await open(path, 'r');
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  } catch (error) {
    if (!hasCode(error, 'EISDIR', 'EPERM', 'EINVAL', 'EACCES')) throw error;
  }
}
