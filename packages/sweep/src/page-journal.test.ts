import { describe, expect, it } from '@jest/globals';
import { createMemoryStore } from '@spotler-connector/object-store/testing/memory-store';
import { createPageJournal, NO_JOURNAL, type PageJournal } from './page-journal.ts';
import { StartOverError } from './start-over-error.ts';
import type { Side, StoredPage } from './stored-page.ts';
import { SweepOvertakenError } from './sweep-overtaken-error.ts';
import { idOf } from './testing/two-sides.ts';

const ENTRIES = { words: new Uint32Array(), texts: new Map<number, string>() };

function contactsPage(next: number): StoredPage {
  return { cursor: { side: 'contacts', next, nameless: 0, gone: [] }, entries: ENTRIES, decisions: [] };
}

const RECORDS_PAGE: StoredPage = {
  cursor: { side: 'records', table: 'contact', next: null, changes: null, unreadable: 0, gone: [] },
  entries: ENTRIES,
  decisions: [],
};

async function pagesOf(journal: PageJournal, side: Side): Promise<StoredPage[]> {
  const pages: StoredPage[] = [];
  for await (const page of journal.pages(side)) pages.push(page);
  return pages;
}

describe('the journal of a sweep', () => {
  it('keeps pages of each side apart, in their order, also beyond ten', async () => {
    const store = createMemoryStore();
    const journal = createPageJournal(store, 'run1');
    const pages = Array.from({ length: 12 }, (_, index) => contactsPage(index));
    await journal.append(RECORDS_PAGE);
    for (const page of pages) await journal.append(page);
    const again = createPageJournal(store, 'run1');
    expect(again.counts()).toEqual({ records: 0, contacts: 0 });
    for (let reading = 0; reading < 2; reading++) {
      expect(await pagesOf(again, 'contacts')).toEqual(pages);
      expect(again.counts()).toEqual({ records: 0, contacts: 12 });
    }
    expect(await pagesOf(again, 'records')).toEqual([RECORDS_PAGE]);
    expect(again.counts()).toEqual({ records: 1, contacts: 12 });
    expect([...store.objects.keys()].sort().slice(0, 2)).toEqual([
      'sweep/run1/contacts/00000001',
      'sweep/run1/contacts/00000002',
    ]);
  });

  it('says so when another process keeps pages of the same sweep', async () => {
    const store = createMemoryStore();
    const [one, other] = [createPageJournal(store, 'run1'), createPageJournal(store, 'run1')];
    await one.append(contactsPage(1));
    await expect(other.append(contactsPage(1))).rejects.toBeInstanceOf(SweepOvertakenError);
    expect(other.counts().contacts).toBe(0);
  });

  it.each([
    ['is none', Buffer.from('{}')],
    ['is empty', Buffer.alloc(0)],
  ])('has the sweep start over when a page %s', async (_title, body) => {
    const store = createMemoryStore();
    await store.create('sweep/run1/records/00000001', body);
    const startOver = {
      name: 'StartOverError',
      message: expect.stringContaining('everything has to be read'),
    };
    await expect(pagesOf(createPageJournal(store, 'run1'), 'records')).rejects.toMatchObject(startOver);
  });

  it('has it start over too when a page is gone since it was listed', async () => {
    const store = createMemoryStore();
    await createPageJournal(store, 'run1').append(RECORDS_PAGE);
    const losing = createPageJournal({ ...store, read: async () => undefined }, 'run1');
    await expect(pagesOf(losing, 'records')).rejects.toBeInstanceOf(StartOverError);
  });

  it('begins with whoever was gone in the end, which is kept once', async () => {
    const store = createMemoryStore();
    const journal = createPageJournal(store, 'run1');
    await journal.append(contactsPage(1));
    await journal.close([]);
    expect(journal.counts().contacts).toBe(1);
    for (const gone of [[idOf(1)], [idOf(2)]]) await journal.close(gone);
    expect(journal.counts()).toEqual({ records: 0, contacts: 2 });
    expect((await pagesOf(journal, 'contacts')).map(({ cursor }) => cursor)).toEqual([
      { side: 'contacts', next: null, nameless: 0, gone: [idOf(1)] },
      contactsPage(1).cursor,
    ]);
  });

  it('removes all of its own, and nothing of others', async () => {
    const store = createMemoryStore();
    const journal = createPageJournal(store, 'run1');
    await journal.append(contactsPage(1));
    await journal.append(RECORDS_PAGE);
    await createPageJournal(store, 'run12').append(contactsPage(1));
    await journal.remove();
    expect([...store.objects.keys()]).toEqual(['sweep/run12/contacts/00000001']);
  });

  it('that keeps nothing counts nothing', async () => {
    await NO_JOURNAL.append(RECORDS_PAGE);
    expect([await pagesOf(NO_JOURNAL, 'records'), NO_JOURNAL.counts()]).toEqual([
      [],
      { records: 0, contacts: 0 },
    ]);
  });
});
