import type { RemovableObjectStore } from '@spotler-connector/object-store';
import { decodePage, encodePage, type StoredPage } from './stored-page.ts';

/** The pages of one sweep, kept so that another process can go on where this one ended. */
export interface PageJournal {
  /** The pages that were kept, in the order in which they were read. */
  pages(): AsyncIterable<StoredPage>;
  /** Keeps one more page. Rejects with an `ObjectStoreError`. */
  append(page: StoredPage): Promise<void>;
  /** Removes what was kept: there are hashes of people's data in it. */
  remove(): Promise<void>;
}

const EMPTY = new Uint8Array();

/** Keeps pages under `sweep/<run>/`. A page is there whole or not at all. */
export function createPageJournal(store: RemovableObjectStore, run: string): PageJournal {
  const prefix = `sweep/${run}/`;
  let count = 0;
  return {
    async *pages() {
      for await (const name of store.list(prefix)) {
        const page = decodePage((await store.read(name))?.body ?? EMPTY);
        if (page === undefined) return;
        count += 1;
        yield page;
      }
    },
    async append(page) {
      count += 1;
      await store.create(`${prefix}${String(count).padStart(8, '0')}`, encodePage(page));
    },
    async remove() {
      const names: string[] = [];
      for await (const name of store.list(prefix)) names.push(name);
      for (const name of names) await store.remove(name);
    },
  };
}

/** Keeps nothing: then a sweep that ends early begins anew. */
export const NO_JOURNAL: PageJournal = {
  async *pages() {},
  async append() {},
  async remove() {},
};
