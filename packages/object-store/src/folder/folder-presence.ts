import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ObjectStoreError } from '../object-store-error.ts';
import { DRAFTS, hasCode, PRIVATE_FOLDER } from './whole-file.ts';

/** Whether a store's folder is there. */
export interface FolderPresence {
  /**
   * Resolves when it is, or when it never was.
   *
   * @throws {ObjectStoreError} `unavailable` when it was there before: somebody moved it, or its disk is
   * gone. An empty store in its place would have forgotten everything.
   */
  check(): Promise<void>;
  /** Does so once at most: for those who found something in it. */
  checkOnce(): Promise<void>;
  /** Makes it, unless it is there. @throws {ObjectStoreError} as `check` does. */
  make(): Promise<void>;
  /**
   * Makes it, unless it was seen before, and writes into it. That it is gone shows by itself, so nobody looks
   * for it before each write. @throws {ObjectStoreError} as `check` does.
   */
  write<T>(write: () => Promise<T>): Promise<T>;
}

/** Builds a {@link FolderPresence}. The folder of drafts is made first, and stands for all of it. */
export function createFolderPresence(root: string): FolderPresence {
  const path = join(root, DRAFTS);
  let seen = false;
  let checked = false;

  async function isThere(): Promise<boolean> {
    checked = true;
    try {
      await stat(path);
      seen = true;
      return true;
    } catch (error) {
      if (!hasCode(error, 'ENOENT', 'ENOTDIR')) throw error;
      if (seen) throw new ObjectStoreError({ kind: 'unavailable', code: 'FolderGone' });
      return false;
    }
  }

  async function make(): Promise<void> {
    if (await isThere()) return;
    await mkdir(path, { recursive: true, mode: PRIVATE_FOLDER });
    seen = true;
  }

  return {
    make,
    async write(write) {
      if (!seen) await make();
      try {
        return await write();
      } catch (error) {
        if (hasCode(error, 'ENOENT')) await isThere();
        throw error;
      }
    },
    async check() {
      await isThere();
    },
    async checkOnce() {
      if (checked) return;
      await isThere();
    },
  };
}
