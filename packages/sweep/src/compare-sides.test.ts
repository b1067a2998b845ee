import { describe, expect, it } from '@jest/globals';
import { createMemoryStore } from '@spotler-connector/object-store/testing/memory-store';
import { createPageJournal, NO_JOURNAL } from './page-journal.ts';
import { compared } from './testing/compared.ts';
import { aContact, aRecord, decisionOn, idOf, twoSides } from './testing/two-sides.ts';

const REFUSES = { decision: decisionOn({ doNotEmail: true }) };

describe('comparing both sides', () => {
  it('lists orders behind everything else, each with a place of its own', async () => {
    const sides = twoSides([aRecord(1, REFUSES)], [aContact(1)]);
    sides.orders = ['one', 'two'];
    const order = { kind: 'pending-order', ref: undefined, contactId: undefined, decision: undefined };
    expect((await compared(sides)).findings).toEqual([
      expect.objectContaining({ kind: 'must-be-gone', place: 0 }),
      { ...order, properties: [], orderId: 'one', place: 2 ** 40 },
      { ...order, properties: [], orderId: 'two', place: 2 ** 40 + 1 },
    ]);
  });

  it('hands on the signal to everybody, and until when orders count', async () => {
    const { signal } = new AbortController();
    const calls: unknown[] = [];
    const sides = twoSides([aRecord(1)], [aContact(1), aContact(2)]);
    const source = {
      records: (...[table, link, options]: Parameters<typeof sides.records>) => {
        calls.push(['records', options?.signal]);
        return sides.records(table, link);
      },
      confirm: async (ids: readonly string[], options: unknown) => {
        calls.push(['confirm', ids, options]);
        return ids.map(() => 'absent' as const);
      },
      pendingOrders: async (before: number, options: unknown) => {
        calls.push(['orders', before, options]);
        return [];
      },
    };
    const target = {
      ...sides,
      contacts: (after: number, options: unknown) => {
        calls.push(['contacts', options]);
        return sides.contacts(after);
      },
    };
    const { findings } = await compared(sides, {
      source,
      target,
      signal,
      ordersBefore: 77,
      table: undefined,
    });
    expect(findings).toMatchObject([{ kind: 'orphan' }]);
    expect(calls).toEqual([
      ...[0, 1, 2].map(() => ['records', signal]),
      ['contacts', { since: undefined, signal }],
      ['orders', 77, { signal }],
      ['confirm', [idOf(2)], { signal }],
    ]);
    // A sweep of everything has seen who is there.
    expect(sides.asked.filter((question) => question.startsWith('present'))).toEqual([]);
  });

  it('looks at one table, at its records alone, and at no contact that none of them has', async () => {
    const sides = twoSides(
      [aRecord(1, { ...REFUSES, table: 'lead' }), aRecord(2, REFUSES), aRecord(3, { table: 'lead' })],
      [aContact(1), aContact(2), aContact(3), aContact(4, { contactId: 'S-7' })],
    );
    const { findings, records, contacts, changes } = await compared(sides, { table: 'lead' });
    expect(findings).toMatchObject([{ kind: 'must-be-gone', ref: { table: 'lead', id: idOf(1) } }]);
    expect({ records, contacts, changes }).toEqual({
      records: 2,
      contacts: 4,
      changes: { lead: 'changes of 1' },
    });
    expect(sides.asked.filter((question) => !question.startsWith('contacts'))).toEqual(['lead 0']);
  });

  it('says after each page how much it knows', async () => {
    const numbers = [0, 1, 2];
    const sides = twoSides(
      numbers.map((number) => aRecord(number)),
      numbers.map((number) => aContact(number)),
      2,
    );
    const seen: unknown[] = [];
    await compared(sides, { onPage: (counts) => void seen.push(counts) });
    expect(seen.slice(0, 5)).toEqual([
      { records: 2, contacts: 0 },
      ...[0, 1, 2].map(() => ({ records: 3, contacts: 0 })),
      { records: 3, contacts: 2 },
    ]);
    expect(seen.at(-1)).toEqual({ records: 3, contacts: 3 });
  });

  it('hashes with the salt it is given', async () => {
    const entries: Uint32Array[] = [];
    for (const salt of [7, 7, 8]) {
      const append: typeof NO_JOURNAL.append = async (page) => void entries.push(page.entries.words);
      await compared(twoSides([], [aContact(1)]), {
        salt,
        journal: { ...NO_JOURNAL, append },
        table: 'lead',
      });
    }
    const [one, same, other] = entries.filter(({ length }) => length > 0);
    expect(one).toEqual(same);
    expect(one).not.toEqual(other);
  });

  it('ends the journal with the keys of those that were gone', async () => {
    const journal = createPageJournal(createMemoryStore(), 'full');
    const people = [1, 2, 3].map((number) => aRecord(number, number === 2 ? {} : REFUSES));
    await compared(twoSides(people, [aContact(1), aContact(2), aContact(3)]), { journal });
    const closed: (readonly string[])[] = [];
    const close: typeof NO_JOURNAL.close = async (gone) => void closed.push(gone);
    const base = { changes: {}, lastAt: 1, history: [{ journal, counts: journal.counts() }] };
    const later = twoSides([], [aContact(1)]);
    const next = await compared(later, { journal: { ...NO_JOURNAL, close }, base, ordersBefore: 0 });
    expect(next.findings).toMatchObject([{ kind: 'must-be-gone', ref: { id: idOf(1) } }]);
    await next.close();
    expect(closed).toEqual([[idOf(3)]]);
  });
});
