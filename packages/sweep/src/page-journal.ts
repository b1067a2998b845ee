import type { RemovableObjectStore } from '@spotler-connector/object-store';
import { StartOverError } from './start-over-error.ts';
import { decodePage, encodePage, type Side, type StoredPage } from './stored-page.ts';
import { SweepOvertakenError } from './sweep-overtaken-error.ts';

/** How many pages of each side a sweep has kept. */
export type PageCounts = Readonly<Record<Side, number>>;

/** The pages of one sweep, kept so that another process can go on where this one ended. */
export interface PageJournal {
  /**
   * The pages of a side that were kept, in the order in which they were read.
   *
   * @throws {StartOverError} when one of them is no page.
   */
  pages(side: Side): AsyncIterable<StoredPage>;
  /**
   * Keeps one more page, after those of its side were read.
   *
   * @throws {SweepOvertakenError} when another process keeps pages of the same sweep.
   * @throws {ObjectStoreError} when the store fails.
   */
  append(page: StoredPage): Promise<void>;
  /**
   * Keeps which contacts were found to be gone in the end, before all that was read of contacts, in which
   * they may be. Ids are keys in the form of GUIDs. Once it was called, further calls change nothing.
   */
  close(gone: readonly string[]): Promise<void>;
  /** How many pages were read and kept. */
  counts(): PageCounts;
  /** Removes what was kept: there are hashes of people's data in it. */
  remove(): Promise<void>;
}

const EMPTY = new Uint8Array();

/** Keeps pages under `sweep/<run>/`. A page is there whole or not at all. */
export function createPageJournal(store: RemovableObjectStore, run: string): PageJournal {
  const prefix = `sweep/${run}/`;
  const counts = { records: 0, contacts: 0 };
  return {
    async *pages(side) {
      counts[side] = 0;
      for await (const name of store.list(`${prefix}${side}/`)) {
        const page = decodePage((await store.read(name))?.body ?? EMPTY);
        if (page === undefined) throw new StartOverError();
        counts[side] += 1;
        yield page;
      }
    },
    async append(page) {
      const { side } = page.cursor;
      const name = `${prefix}${side}/${numberText(counts[side] + 1)}`;
      if ((await store.create(name, encodePage(page))) === 'exists') throw new SweepOvertakenError();
      counts[side] += 1;
    },
    async close(gone) {
      if (gone.length === 0) return;
      const cursor = { side: 'contacts', next: null, nameless: 0, gone } as const;
      const entries = { words: new Uint32Array(), texts: new Map() };
      const name = `${prefix}contacts/${numberText(0)}`;
      if ((await store.create(name, encodePage({ cursor, entries, decisions: [] }))) === 'created') {
        counts.contacts += 1;
      }
    },
    counts: () => ({ ...counts }),
    async remove() {
      const names: string[] = [];
      for await (const name of store.list(prefix)) names.push(name);
      for (const name of names) await store.remove(name);
    },
  };
}

function numberText(number: number): string {
  return String(number).padStart(8, '0');
}

/** Keeps nothing: then a sweep that ends early begins anew. */
export const NO_JOURNAL: PageJournal = {
  async *pages() {},
  async append() {},
  async close() {},
  counts: () => ({ records: 0, contacts: 0 }),
  async remove() {},
};
