import { describe, expect, it } from '@jest/globals';
import { createMemoryStore } from '@spotler-connector/object-store/testing/memory-store';
import { createPageJournal, type PageJournal } from './page-journal.ts';
import { compared } from './testing/compared.ts';
import { aContact, aRecord, decisionOn, twoSides } from './testing/two-sides.ts';

const MANY = Array.from({ length: 95 }, (_, index) => index);

describe('reading both sides', () => {
  it('takes as few requests as there are pages, and some contacts twice', async () => {
    const sides = twoSides(
      MANY.map((number) => aRecord(number)),
      MANY.map((number) => aContact(number)),
      40,
    );
    expect((await compared(sides)).findings).toEqual([]);
    expect(sides.asked).toEqual([
      ...['contact 0', 'contact 40', 'contact 80', 'lead 0', 'account 0'],
      ...['contacts 0', 'contacts 38', 'contacts 76'],
    ]);
  });

  it.each([
    ['a few entries', 1],
    ['more than pages overlap by', 20],
  ])('misses no contact when %s before it leave the list', async (_title, left) => {
    const contacts = MANY.map((number) => aContact(number));
    const sides = twoSides(
      MANY.map((number) => aRecord(number)),
      contacts,
      40,
    );
    let pages = 0;
    sides.onContacts = () => {
      pages += 1;
      if (pages === 1) contacts.splice(0, left);
    };
    expect((await compared(sides)).findings).toEqual([]);
  });

  it('misses no contact when those that were read change, and so move behind those that were not', async () => {
    const contacts = MANY.slice(0, 60).map((number) => aContact(number));
    const sides = twoSides(
      MANY.slice(0, 60).map((number) => aRecord(number)),
      contacts,
      40,
    );
    let pages = 0;
    sides.onContacts = () => {
      pages += 1;
      if (pages === 1) contacts.push(...contacts.splice(0, 39));
    };
    // The next page begins with a contact that is known: it was read, but it did not stand there.
    expect(await compared(sides)).toMatchObject({ findings: [], contacts: 60 });
  });

  it('comes past more contacts that no external system knows than pages overlap by', async () => {
    const contacts = MANY.map((number) =>
      aContact(number, number > 35 && number < 60 ? { contactId: undefined } : {}),
    );
    const sides = twoSides([], contacts, 40);
    expect(await compared(sides)).toMatchObject({ contacts: 71, unconfirmed: expect.any(Function) });
    expect(sides.asked.filter((question) => question.startsWith('contacts'))).toHaveLength(3);
  });

  it('gives up on a list in which nothing stays where it was', async () => {
    let page = 0;
    const target = {
      contacts: async (after: number) => {
        page += 100;
        return { contacts: [aContact(page), aContact(page + 1)], next: after + 2 };
      },
      arePresent: async () => [],
    };
    await expect(compared(twoSides([], [], 40), { target })).rejects.toThrow('changes too fast');
  });

  it('ends when an offset is not looked at, and the same page comes again', async () => {
    const sides = twoSides(
      [],
      MANY.map((number) => aContact(number)),
      100,
    );
    const target = {
      ...sides,
      contacts: async () => ({ contacts: MANY.map((number) => aContact(number)), next: 95 }),
    };
    expect(await compared(sides, { target })).toMatchObject({ contacts: 95 });
  });

  it('goes on after a crash where the last page that was kept ends, and finds the same', async () => {
    const records = MANY.map((number) =>
      aRecord(number, number % 10 === 0 ? { decision: decisionOn({ doNotEmail: true }) } : {}),
    );
    const contacts = [...MANY.map((number) => aContact(number)), aContact(200, { contactId: 'S-7' })];
    const whole = await compared(twoSides(records, contacts, 40));
    const store = createMemoryStore();
    let kept = 0;
    for (let crashes = 0; ; crashes++) {
      const sides = twoSides(records, contacts, 40);
      const journal = createPageJournal(store, 'run');
      const failing: PageJournal = {
        ...journal,
        append: async (page) => {
          if (kept++ % 2 === 1) throw new RangeError('crash');
          await journal.append(page);
        },
      };
      try {
        const resumed = await compared(sides, { journal: failing });
        expect(crashes).toBeGreaterThan(3);
        expect(resumed.findings).toEqual(whole.findings);
        expect(resumed.changes).toEqual(whole.changes);
        break;
      } catch (error) {
        expect(error).toBeInstanceOf(RangeError);
      }
    }
    await createPageJournal(store, 'run').remove();
    expect([...store.objects.keys()]).toEqual([]);
  });
});
