import { describe, expect, it } from '@jest/globals';
import { createPageJournal, type PageJournal } from './page-journal.ts';
import { compareSides, type SweepOptions } from './sweep.ts';
import { memoryStore } from './testing/memory-store.ts';
import { aContact, aRecord, decisionOn, idOf, twoSides } from './testing/two-sides.ts';

type Sides = ReturnType<typeof twoSides>;

async function compared(sides: Sides, options: Partial<SweepOptions> = {}) {
  const result = await compareSides({
    source: sides,
    target: sides,
    properties: ['email', 'lastName'],
    byRecordId: true,
    ownIds: true,
    salt: 7,
    ordersBefore: 0,
    ...options,
  });
  const findings = [];
  for await (const finding of result.list()) findings.push(finding);
  return { ...result, findings };
}

describe('comparing both sides', () => {
  it('finds nothing where they agree', async () => {
    const sides = twoSides(
      [
        aRecord(1),
        aRecord(2, { table: 'lead' }),
        aRecord(3, { decision: decisionOn({ doNotEmail: true }) }),
        aRecord(4, { decision: decisionOn({ doNotBulkEmail: true }) }),
        aRecord(5, { decision: { ...decisionOn(), action: 'leave' } }),
        aRecord(6, { decision: { ...decisionOn(), action: 'opt-out' } }),
      ],
      [
        aContact(1),
        aContact(2),
        aContact(4, { properties: { ...aContact(4).properties, permissions: [{ bit: 1, enabled: false }] } }),
      ],
    );
    expect(await compared(sides)).toMatchObject({ findings: [], records: 6, contacts: 3 });
    expect(sides.asked).not.toContainEqual(expect.stringContaining('confirm'));
  });

  it.each([
    [
      'a person who refuses',
      decisionOn({ doNotEmail: true }),
      { kind: 'must-be-gone', decision: { rule: 'do-not-email' } },
    ],
    [
      'a person without an address',
      decisionOn({ email: null }),
      { kind: 'must-be-gone', decision: { causes: ['no-email'] } },
    ],
  ])('finds %s', async (_title, decision, finding) => {
    const { findings } = await compared(twoSides([aRecord(1, { decision })], [aContact(1)]));
    expect(findings).toMatchObject([{ ...finding, ref: { table: 'contact', id: idOf(1) } }]);
  });

  it('finds a permission that is not wanted, and what is missing or differs, with the property alone', async () => {
    const permissions = [
      { bit: 1, enabled: false },
      { bit: 2, enabled: true },
    ];
    const { findings } = await compared(
      twoSides(
        [aRecord(1, { decision: decisionOn({ doNotBulkEmail: true }) }), aRecord(2), aRecord(3)],
        [
          aContact(1, { properties: { ...aContact(1).properties, permissions } }),
          aContact(3, { properties: { ...aContact(3).properties, lastName: 'Other' } }),
        ],
      ),
    );
    expect(findings).toMatchObject([
      { kind: 'must-be-opted-out', decision: { rule: 'refuses-bulk-email' } },
      { kind: 'missing', ref: { id: idOf(2) } },
      { kind: 'differs', properties: ['lastName'] },
    ]);
    expect(JSON.stringify(findings)).not.toContain('Other');
  });

  it('finds contacts that no record has, and asks first-hand before it says so', async () => {
    const upper = idOf(10).toUpperCase().replace('0C6F', '0C6F');
    const sides = twoSides(
      [],
      [aContact(9), aContact(10, { contactId: upper }), aContact(11, { contactId: 'S-7' })],
    );
    expect((await compared(sides)).findings).toMatchObject([
      { kind: 'orphan', contactId: idOf(9), ref: { table: 'contact', id: idOf(9) } },
      { kind: 'orphan', contactId: upper, ref: { id: idOf(10) } },
      { kind: 'foreign-id', contactId: 'S-7' },
    ]);
    sides.confirmation = 'present';
    expect((await compared(sides)).findings).toEqual([]);
    sides.confirmation = 'unknown';
    const unknown = await compared(sides);
    expect([unknown.findings, unknown.unconfirmed()]).toEqual([[], 3]);
  });

  it('finds the contact of a record under its id in upper case, but leaves alone what the policy does', async () => {
    const contactId = idOf(1).toUpperCase();
    const { findings } = await compared(twoSides([aRecord(1)], [aContact(1), aContact(2, { contactId })]));
    expect(findings).toMatchObject([{ kind: 'other-spelling', contactId, ref: { id: idOf(1) } }]);
    const kept = aRecord(1, { decision: { ...decisionOn(), action: 'leave' } });
    const left = await compared(twoSides([kept], [aContact(1), aContact(2, { contactId })]));
    expect(left.findings).toMatchObject([{ kind: 'foreign-id' }]);
  });

  it('takes no GUID for a record that was where a column holds all ids', async () => {
    const { findings } = await compared(twoSides([], [aContact(9)]), { byRecordId: false, ownIds: false });
    expect(findings).toMatchObject([{ kind: 'foreign-id', contactId: idOf(9) }]);
  });

  it('lets the strictest decision count where records share a contact, and reports what is held twice', async () => {
    const refusing = aRecord(2, { contactId: 'S-1', decision: decisionOn({ doNotEmail: true }) });
    const sides = twoSides(
      [aRecord(1, { contactId: 'S-1' }), refusing, aRecord(3), aRecord(4)],
      [
        aContact(1, { contactId: 'S-1' }),
        aContact(3),
        aContact(3, { ownId: 'another' }),
        aContact(4, { properties: { ...aContact(4).properties, email: 'PERSON-3@example.org' } }),
      ],
    );
    expect((await compared(sides, { ownIds: false })).findings).toMatchObject([
      { kind: 'must-be-gone', ref: { id: idOf(2) } },
      { kind: 'held-twice', ref: { id: idOf(2) } },
      { kind: 'held-twice', ref: { id: idOf(3) } },
      { kind: 'differs', properties: ['email'] },
      { kind: 'held-twice', ref: { id: idOf(4) } },
    ]);
  });

  it('finds orders that nobody carried out', async () => {
    const sides = twoSides([], []);
    sides.orders = [idOf(5)];
    expect((await compared(sides)).findings).toMatchObject([{ kind: 'pending-order', orderId: idOf(5) }]);
  });
});

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

  it('ends when an offset is not looked at, and the same page comes again', async () => {
    const sides = twoSides(
      [],
      MANY.map((number) => aContact(number)),
      100,
    );
    const target = {
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
    const store = memoryStore();
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
    expect(store.bytes()).toBe(0);
  });
});
