import { describe, expect, it } from '@jest/globals';
import { comparing } from './testing/comparing.ts';
import { aContact, aRecord, decisionOn, idOf } from './testing/two-sides.ts';

const REFUSES = decisionOn({ doNotEmail: true });

describe('a contact', () => {
  it('that comes again counts once', () => {
    const { records, contacts, counts, found } = comparing();
    records(aRecord(1), aRecord(2));
    contacts(aContact(1), aContact(2));
    contacts(aContact(2), aContact(1));
    expect([found(), counts()]).toEqual([[], { records: 2, contacts: 2 }]);
  });

  it('that comes again as another one of Spotler is held twice, and counts once', () => {
    const { records, contacts, counts, found } = comparing();
    records(aRecord(1), aRecord(2));
    contacts(aContact(1), aContact(2), aContact(2, { ownId: 'another' }));
    expect(found()).toEqual([
      {
        kind: 'held-twice',
        ref: { table: 'contact', id: idOf(2) },
        contactId: undefined,
        decision: undefined,
        properties: [],
        place: 1,
      },
    ]);
    expect(counts()).toEqual({ records: 2, contacts: 2 });
  });

  it('that no record has is reported once for being a stray, and once for being held twice', () => {
    const { contacts, found } = comparing();
    const stray = { contactId: 'S-7', properties: {} };
    contacts(aContact(8, stray), aContact(9, stray));
    const about = { contactId: 'S-7', decision: undefined, properties: [], place: 0 };
    expect(found()).toEqual([
      {
        ...about,
        kind: 'foreign-id',
        ref: { table: 'contact', id: expect.stringMatching(/^[0-9a-f-]{36}$/) },
      },
      {
        ...about,
        kind: 'held-twice',
        ref: { table: 'contact', id: expect.stringMatching(/^[0-9a-f-]{36}$/) },
      },
    ]);
  });

  it.each([
    { title: 'the same address', emails: ['a@example.org', 'A@example.org'], twice: [2] },
    { title: 'other addresses', emails: ['a@example.org', 'b@example.org'], twice: [] },
    { title: 'empty addresses', emails: ['', ''], twice: [] },
    { title: 'no addresses', emails: [null, undefined], twice: [] },
  ])('is held twice with another one for $title: $twice', ({ emails, twice }) => {
    const { records, contacts, found } = comparing({ properties: [] });
    records(aRecord(1), aRecord(2));
    contacts(...emails.map((email, at) => aContact(at + 1, { properties: { email } })));
    expect(found().map(({ kind, ref }) => [kind, ref?.id])).toEqual(
      twice.map((number) => ['held-twice', idOf(number)]),
    );
  });

  it('is known when it was added itself, and not when only its record was', () => {
    const { records, contacts, hasFirst } = comparing();
    records(aRecord(1), aRecord(2));
    contacts(aContact(1), aContact(5));
    expect([1, 2, 5, 6].map((number) => hasFirst(aContact(number)))).toEqual([true, false, true, false]);
    expect([hasFirst(aContact(1), aContact(2)), hasFirst(aContact(2), aContact(1))]).toEqual([true, false]);
  });

  it('is named by its place', () => {
    const { records, contacts, keyAt } = comparing();
    records(aRecord(1), aRecord(2));
    contacts(aContact(5));
    expect([0, 1, 2].map(keyAt)).toEqual([idOf(1), idOf(2), idOf(5)]);
  });

  it('is named by its place also where another record comes before the one of a row', () => {
    const { records, keyAt } = comparing();
    records(aRecord(1, { table: 'lead' }), aRecord(2));
    records(aRecord(1));
    expect([0, 1].map(keyAt)).toEqual([idOf(1), idOf(2)]);
  });

  it.each([
    {
      title: 'is on',
      permissions: [
        { bit: 1, enabled: false },
        { bit: 2, enabled: true },
      ],
      found: true,
    },
    { title: 'is of unknown state', permissions: [{ enabled: 1 }], found: true },
    { title: 'is off', permissions: [{ bit: 1, enabled: false }], found: false },
    { title: 'says nothing', permissions: [{ bit: 1 }, null, 'enabled'], found: false },
    { title: 'is none', permissions: { enabled: true }, found: false },
  ])('of somebody who is opted out has a permission that $title: $found', ({ permissions, found }) => {
    const compared = comparing({ properties: [] });
    const decisions = ['opt-out', 'sync-opted-out', 'sync', 'leave'] as const;
    compared.records(
      ...decisions.map((action, at) => aRecord(at, { decision: { ...decisionOn(), action } })),
    );
    compared.contacts(...decisions.map((_, at) => aContact(at, { properties: { permissions } })));
    expect(compared.found().map(({ kind, place }) => [kind, place])).toEqual(
      found ? [0, 1].map((place) => ['must-be-opted-out', place]) : [],
    );
  });
});

describe('properties', () => {
  const names = Array.from({ length: 34 }, (_, at) => `p${at}`);
  const values = Object.fromEntries(names.map((name) => [name, name]));

  it.each([
    ...[0, 1, 2, 29, 30].map((at) => ({ at: [at], differing: [`p${at}`] })),
    { at: [0, 5], differing: ['p0', 'p5'] },
    // The last ones share one bit.
    ...[31, 32, 33].map((at) => ({ at: [at], differing: ['p31', 'p32', 'p33'] })),
    { at: [], differing: [] },
  ])('that differ are named: $at', ({ at, differing }) => {
    const { records, contacts, found } = comparing({ properties: names });
    const others = Object.fromEntries(at.map((each) => [`p${each}`, 'other']));
    records(aRecord(1, { properties: values }), aRecord(2, { properties: values }));
    contacts(aContact(1, { properties: values }), aContact(2, { properties: { ...values, ...others } }));
    const finding = { kind: 'differs', ref: { table: 'contact', id: idOf(2) }, contactId: undefined };
    expect(found()).toEqual(
      at.length === 0 ? [] : [{ ...finding, decision: decisionOn(), properties: differing, place: 1 }],
    );
  });

  it('that a table does not map, and those of nobody who is synced, do not differ', () => {
    const { records, contacts, found } = comparing();
    const { email } = aRecord(1).properties;
    records(
      aRecord(1, { properties: { email } }),
      aRecord(2, { decision: { ...decisionOn(), action: 'leave' } }),
      aRecord(3, { decision: { ...decisionOn(), action: 'opt-out' } }),
      aRecord(4, { decision: { ...decisionOn(), action: 'sync-opted-out' } }),
    );
    const other = (number: number) => ({ properties: { email: `${number}@example.org`, lastName: 'Other' } });
    contacts(aContact(1, { properties: { email, lastName: 'Other' } }));
    contacts(...[2, 3, 4].map((number) => aContact(number, other(number))));
    expect(found()).toMatchObject([
      { kind: 'differs', ref: { id: idOf(4) }, properties: ['email', 'lastName'] },
    ]);
  });

  it('of a record without a contact are missing only where it is synced', () => {
    const { records, found } = comparing();
    const actions = ['sync', 'sync-opted-out', 'leave', 'opt-out', 'anonymize'] as const;
    records(...actions.map((action, at) => aRecord(at, { decision: { ...decisionOn(), action } })));
    expect(found()).toMatchObject([0, 1].map((place) => ({ kind: 'missing', place, properties: [] })));
  });
});

describe('a sweep of changes', () => {
  it('looks for neither foreign ids nor what is held twice', () => {
    const { records, contacts, found } = comparing({ before: 1 });
    records(aRecord(1, { decision: REFUSES }));
    contacts(aContact(1), aContact(1, { ownId: 'another' }));
    contacts(aContact(2, { contactId: 'S-7' }), aContact(3));
    expect(found().map(({ kind }) => kind)).toEqual(
      ['must-be-gone', 'held-twice', 'foreign-id', 'orphan'].filter(
        (kind) => kind === 'must-be-gone' || kind === 'orphan',
      ),
    );
  });

  it('does not count an older contact of a record that goes by another one now', () => {
    const { records, goBack, counts, found } = comparing({ before: 1, ownIds: false });
    records(aRecord(1, { contactId: idOf(9) }));
    goBack('records');
    records(aRecord(1), aRecord(2));
    expect(counts().records).toBe(2);
    expect(found().map(({ kind, ref }) => [kind, ref?.id])).toEqual([
      ['missing', idOf(1)],
      ['missing', idOf(2)],
    ]);
  });

  it('forgets records that are gone by their table and id', () => {
    const { records, drop, goBack, found } = comparing({ before: 1 });
    const cursor = { side: 'records', next: null, changes: null, unreadable: 0 } as const;
    drop({ ...cursor, table: 'lead', gone: [idOf(1)] });
    goBack('records');
    records(aRecord(1), aRecord(1, { table: 'lead', contactId: idOf(9) }));
    expect(found().map(({ ref }) => ref)).toEqual([{ table: 'contact', id: idOf(1) }]);
  });
});
