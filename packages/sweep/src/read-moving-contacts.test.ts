import { describe, expect, it } from '@jest/globals';
import type { SweepContact } from './ports.ts';
import { reading } from './testing/reading.ts';
import { aContact, someContacts } from './testing/two-sides.ts';

function nameless(contacts: readonly SweepContact[]): SweepContact[] {
  return contacts.map((each) => ({ ...each, contactId: undefined }));
}

/** Reads a list that changes once so many pages were asked for. */
function moving(contacts: SweepContact[], pages: number, change: () => void) {
  return reading(contacts, { onPage: (asked) => asked === pages && change() });
}

describe('a list of contacts that moves meanwhile', () => {
  it.each([
    { pages: 1, left: 1 },
    { pages: 1, left: 2 },
    { pages: 1, left: 3 },
    { pages: 2, left: 1 },
    // The page further back is the one before again, and the list goes on behind it all the same.
    { pages: 2, left: 2 },
    { pages: 2, left: 3 },
    { pages: 2, left: 40 },
    // Nothing is left where the next page was.
    { pages: 2, left: 44 },
    { pages: 2, left: 45 },
  ])('is read to its end when $left before page $pages leave it', async ({ pages, left }) => {
    const contacts = someContacts(120);
    const { read, comparison } = moving(contacts, pages, () => contacts.splice(0, left));
    await read();
    expect(comparison.counts().contacts).toBe(120);
  });

  it('is read from where it moved to, and pages that were asked for before are not used', async () => {
    const contacts = someContacts(120);
    const { read, asked, cursors } = moving(contacts, 2, () => contacts.splice(0, 3));
    await read();
    expect(asked()).toEqual([0, 38, 76, 114, 36, 74, 112]);
    expect(cursors().map(({ next }) => next)).toEqual([38, 76, 74, 112, null]);
  });

  it('is asked again for pages that were asked for before it moved', async () => {
    const contacts = someContacts(8);
    const { read, asked, comparison } = reading(contacts, {
      pageSize: 2,
      onPage: (pages) => pages === 2 && contacts.splice(0, 1),
    });
    await read();
    expect([asked(), comparison.counts().contacts]).toEqual([[0, 1, 2, 3, 0, 1, 2, 3, 4, 5], 8]);
  });

  it.each([
    { title: 'its end', page: [...someContacts(39), aContact(40)] },
    { title: 'its beginning', page: [aContact(40), ...someContacts(39, 1)] },
    { title: 'its length', page: [...someContacts(38), aContact(39)] },
  ])(
    'is not taken for one whose offset is not looked at where a page differs in $title',
    async ({ page }) => {
      const contacts = someContacts(90);
      const others = someContacts(38, 200);
      const { read, comparison } = moving(contacts, 1, () =>
        contacts.splice(0, contacts.length, ...others, ...page),
      );
      await read();
      expect(comparison.counts().contacts).toBe(
        new Set([...someContacts(40), ...others, ...page].map(({ contactId }) => contactId)).size,
      );
    },
  );

  it('is read again too where no external system knows those that come next', async () => {
    const contacts = [...someContacts(40), aContact(50), ...nameless(someContacts(44, 100))];
    const { read, comparison, cursors } = moving(contacts, 1, () => contacts.splice(0, 10));
    await read();
    expect(comparison.counts().contacts).toBe(41);
    expect(cursors()[1]).toMatchObject({ next: 38, nameless: 9 });
  });

  it.each([
    { steps: 50, fails: false },
    { steps: 51, fails: true },
  ])(
    'is given up when it has to be read from $steps pages further back: $fails',
    async ({ steps, fails }) => {
      const { read, add, progress } = reading(someContacts(2_400));
      // It has come to 2280, and behind these nothing is known of what stands there now.
      add(someContacts(2_281 - steps * 40 + (fails ? 39 : 0)));
      progress.last.contacts = { side: 'contacts', next: 2_280, nameless: 0, gone: [], tail: [1] };
      const given = await read().then(
        () => 'read',
        (error: Error) => error.message,
      );
      expect(given).toBe(fails ? 'The list of contacts changes too fast to be read' : 'read');
    },
  );

  it('is given up too when it moves on faster than it is read after a while', async () => {
    const contacts = someContacts(200);
    // From the third page on each one shows others, whichever offset it has.
    const { read, asked } = reading(contacts, {
      pageSize: 2,
      onPage: (pages) => pages > 20 && contacts.splice(0, 200, ...someContacts(200, pages * 1_000)),
    });
    await expect(read()).rejects.toThrow('changes too fast');
    expect(asked().length).toBeGreaterThan(50);
  });

  it('is read to its end when it moves far several times, and reading came further meanwhile', async () => {
    const contacts = someContacts(1_600);
    const { read, comparison, progress } = reading(contacts, {
      // By then it has come further than the first time.
      onPage: (asked) => asked === 100 && contacts.splice(1, 1_600, ...someContacts(1_599, 5_000)),
    });
    progress.last.contacts = { side: 'contacts', next: 1_200, nameless: 0, gone: [], tail: [1] };
    await read();
    expect(comparison.counts().contacts).toBeGreaterThan(2_800);
  });
});

describe('pages of contacts', () => {
  it.each([
    { records: 76, expected: ['asked 38', 'answered 38', 'asked 76', 'answered 76'] },
    { records: 77, expected: ['asked 38', 'asked 76', 'answered 38', 'answered 76'] },
  ])('are asked for two at a time as long as there are as many records: $records', async (given) => {
    const { read, events } = reading(someContacts(95), { records: given.records, turns: 5 });
    await read();
    expect(events).toEqual(['asked 0', 'answered 0', ...given.expected]);
  });

  it.each([
    { records: 114, expected: ['asked 76', 'answered 38', 'answered 76', 'asked 114', 'answered 114'] },
    { records: 115, expected: ['asked 76', 'answered 38', 'asked 114', 'answered 76', 'answered 114'] },
  ])('are asked for so behind later ones too: $records', async ({ records, expected }) => {
    const { read, events } = reading(someContacts(130), { records, turns: 5 });
    await read();
    expect(events).toEqual(['asked 0', 'answered 0', 'asked 38', ...expected]);
  });
});
