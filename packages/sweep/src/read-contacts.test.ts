import { describe, expect, it } from '@jest/globals';
import { reading } from './testing/reading.ts';
import { aContact, someContacts } from './testing/two-sides.ts';

describe('reading contacts', () => {
  it('keeps of each page where it ends, and how many no external system knows', async () => {
    const contacts = someContacts(44);
    for (const number of [3, 38]) contacts[number] = aContact(number, { contactId: undefined });
    const { read, hash, cursors, progress } = reading(contacts);
    await read();
    const tails = [[hash('own own-38'), hash(aContact(39).contactId)], [hash(aContact(43).contactId)]];
    expect(cursors()).toEqual([
      { side: 'contacts', next: 38, nameless: 2, gone: [], tail: tails[0] },
      { side: 'contacts', next: null, nameless: 1, gone: [], tail: tails[1] },
    ]);
    expect(progress.nameless).toBe(3);
    expect(progress.last.contacts).toEqual(cursors()[1]);
  });

  it.each([
    { length: 20, offsets: [0, 19, 38] },
    { length: 21, offsets: [0, 19, 38] },
    { length: 40, offsets: [0, 38] },
    { length: 41, offsets: [0, 38] },
  ])('lets pages of $length overlap by a twentieth, rounded up', async ({ length, offsets }) => {
    const { read, asked } = reading(someContacts(50), { pageSize: length });
    await read();
    expect(asked()).toEqual(offsets);
  });

  it('asks for those that changed since the sweep before, and hands on the signal', async () => {
    const { signal } = new AbortController();
    const base = { changes: {}, lastAt: 17, history: [] };
    const { read, calls } = reading(someContacts(1), { base, signal });
    await read();
    expect(calls).toEqual([{ since: 17, signal }]);
    const all = reading(someContacts(1));
    await all.read();
    expect(all.calls).toEqual([{ since: undefined, signal: undefined }]);
  });

  it.each([
    { next: 38, asked: [38] },
    { next: null, asked: [] },
  ])('goes on at $next where it had come to', async ({ next, asked: expected }) => {
    const contacts = someContacts(44);
    const { read, asked, hash, progress } = reading(contacts);
    const tail = [38, 39].map((number) => hash(aContact(number).contactId));
    progress.last.contacts = { side: 'contacts', next, nameless: 0, gone: [], tail };
    await read();
    expect(asked()).toEqual(expected);
  });

  it.each([
    { title: 'is known', known: someContacts(1, 100), expected: [100, 138, 176] },
    { title: 'is not known', known: [...someContacts(10), aContact(60)], expected: [100, 138, 60, 98] },
  ])('goes on without a tail where the contact that comes next $title', async ({ known, expected }) => {
    const { read, asked, add, progress } = reading(someContacts(200));
    add(known);
    progress.last.contacts = { side: 'contacts', next: 100, nameless: 0, gone: [] };
    await read();
    expect(asked().slice(0, expected.length)).toEqual(expected);
  });

  it('goes on without a tail where no external system knows those that come next', async () => {
    const nameless = someContacts(20, 100).map((each) => ({ ...each, contactId: undefined }));
    const { read, asked, progress } = reading([...someContacts(100), ...nameless]);
    progress.last.contacts = { side: 'contacts', next: 100, nameless: 0, gone: [] };
    await read();
    expect([asked(), progress.nameless]).toEqual([[100], 20]);
  });

  it('does not end at a page of one contact, with which pages can not overlap', async () => {
    const { read, asked } = reading(someContacts(3), { pageSize: 1 });
    await expect(read()).rejects.toBeInstanceOf(RangeError);
    expect(asked()).toContain(1);
  });

  it('ends with a list whose pages are empty', async () => {
    const { read, asked, cursors } = reading([]);
    await read();
    expect([asked(), cursors()]).toEqual([
      [0],
      [{ side: 'contacts', next: null, nameless: 0, gone: [], tail: [] }],
    ]);
  });
});
