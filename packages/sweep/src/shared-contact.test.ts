import { describe, expect, it } from '@jest/globals';
import type { SweepRecord } from './ports.ts';
import { comparing } from './testing/comparing.ts';
import { aContact, aRecord, decisionOn, idOf } from './testing/two-sides.ts';

const REFUSES = decisionOn({ doNotEmail: true });
const WITHOUT_ADDRESS = decisionOn({ email: null });
const LEFT = { ...decisionOn(), action: 'leave', rule: 'inactive-kept' } as const;
const OPTED_OUT = { ...decisionOn({ doNotBulkEmail: true }), action: 'opt-out' } as const;

/** A record that has the contact S-1, with this id. */
function holder(
  id: string,
  changes: Partial<SweepRecord> & { table?: 'lead' | 'account' } = {},
): SweepRecord {
  const record = aRecord(1, { contactId: 'S-1', ...changes });
  return { ...record, ref: { ...record.ref, id } };
}

/** The findings about a contact of which these records say so, whichever is read before the other. */
function foundInAnyOrder(one: SweepRecord, other: SweepRecord, contact = aContact(1, { contactId: 'S-1' })) {
  const [given, reversed] = [
    [one, other],
    [other, one],
  ].map((records) => {
    const { found, ...compared } = comparing({ ownIds: false });
    compared.records(...records);
    compared.contacts(contact);
    expect(compared.counts()).toEqual({ records: 2, contacts: 1 });
    return found();
  });
  expect(reversed).toEqual(given);
  return given ?? [];
}

describe('a contact of several records', () => {
  it.each([
    ['who refuses beside who is wanted', REFUSES, decisionOn(), 'must-be-gone'],
    ['who refuses beside who is left', REFUSES, LEFT, 'must-be-gone'],
    ['who refuses beside who has no address', REFUSES, WITHOUT_ADDRESS, 'must-be-gone'],
    ['who is opted out beside who is wanted', OPTED_OUT, decisionOn(), 'must-be-opted-out'],
  ])('goes by %s', (_title, strict, lax, kind) => {
    const permissions = [{ enabled: true }];
    const contact = aContact(1, { contactId: 'S-1', properties: { permissions } });
    const found = foundInAnyOrder(
      holder(idOf(1), { decision: strict }),
      holder(idOf(2), { decision: lax }),
      contact,
    );
    expect(found).toMatchObject([
      {
        kind,
        ref: { table: 'contact', id: idOf(1) },
        decision: { rule: strict.rule, causes: strict.causes },
      },
      { kind: 'held-twice', ref: { table: 'contact', id: idOf(1) } },
    ]);
  });

  it('names the record that wants it beside one that leaves it by the same rule', () => {
    const left = { ...decisionOn(), action: 'leave' } as const;
    const found = foundInAnyOrder(holder(idOf(1)), holder(idOf(2), { decision: left }));
    expect(found).toMatchObject([{ kind: 'held-twice', ref: { table: 'contact', id: idOf(1) } }]);
  });

  it('syncs without permissions where one is wanted and another one opted out', () => {
    const { records, found } = comparing({ ownIds: false });
    records(holder(idOf(2)), holder(idOf(1), { decision: OPTED_OUT }));
    expect(found()).toMatchObject([
      { kind: 'missing', ref: { id: idOf(1) }, decision: { action: 'sync-opted-out', rule: OPTED_OUT.rule } },
      { kind: 'held-twice' },
    ]);
  });

  it.each([
    ['00000001-0000-0000-0000-000000000000', '00000002-0000-0000-0000-000000000000'],
    ['00000001-0000-0001-0000-000000000000', '00000001-0000-0002-0000-000000000000'],
    ['00000001-0000-0000-0001-000000000000', '00000001-0000-0000-0002-000000000000'],
    ['00000001-0000-0000-0000-000000000001', '00000001-0000-0000-0000-000000000002'],
    ['00000001-0000-0002-0002-000000000002', '00000002-0000-0001-0001-000000000001'],
    ['7fffffff-0000-0000-0000-000000000000', 'ffffffff-0000-0000-0000-000000000000'],
  ])('goes by the lower id where two records decide alike: %s before %s', (low, high) => {
    const values = (lastName: string) => ({ email: 'person-1@example.org', lastName });
    const contact = aContact(1, { contactId: 'S-1', properties: values('Low') });
    const [one, other] = [
      holder(low, { properties: values('Low') }),
      holder(high, { properties: values('High') }),
    ];
    expect(foundInAnyOrder(one, other, contact)).toMatchObject([{ kind: 'held-twice', ref: { id: low } }]);
    const differing = aContact(1, { contactId: 'S-1', properties: values('High') });
    expect(foundInAnyOrder(one, other, differing)).toMatchObject([
      { kind: 'differs', ref: { id: low }, properties: ['lastName'] },
      { kind: 'held-twice', ref: { id: low } },
    ]);
  });

  it.each([
    ['contact', 'lead'],
    ['lead', 'account'],
    ['contact', 'account'],
  ] as const)('goes by the %s rather than by the %s, whatever their ids', (before, behind) => {
    const at = (table: 'contact' | 'lead' | 'account', id: string, causes: readonly string[]) => {
      const { ref, ...record } = holder(id, { decision: { ...REFUSES, causes } as typeof REFUSES });
      return { ...record, ref: { ...ref, table } };
    };
    const found = foundInAnyOrder(at(before, idOf(2), ['no-email']), at(behind, idOf(1), ['do-not-email']));
    expect(found).toMatchObject([
      { kind: 'must-be-gone', ref: { table: before, id: idOf(2) }, decision: { causes: ['no-email'] } },
      { kind: 'held-twice', ref: { table: before, id: idOf(2) } },
    ]);
  });

  it('is one of a single record where that comes again', () => {
    const { records, contacts, counts, found } = comparing({ ownIds: false });
    records(holder(idOf(1)), aRecord(2));
    records(aRecord(2), holder(idOf(1)));
    contacts(aContact(1, { contactId: 'S-1' }), aContact(2));
    expect([found(), counts()]).toEqual([[], { records: 2, contacts: 2 }]);
  });

  it('is of two records where two tables have one id', () => {
    const { records, contacts, counts, found } = comparing();
    records(aRecord(1), aRecord(1, { table: 'account', decision: REFUSES }));
    contacts(aContact(1));
    expect(found()).toMatchObject([
      { kind: 'must-be-gone', ref: { table: 'account', id: idOf(1) } },
      { kind: 'held-twice', ref: { table: 'account', id: idOf(1) } },
    ]);
    expect(counts()).toEqual({ records: 2, contacts: 1 });
  });
});
