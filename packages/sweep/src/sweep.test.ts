import { describe, expect, it } from '@jest/globals';
import { isMended } from './sweep-summary.ts';
import { compared } from './testing/compared.ts';
import { aContact, aRecord, decisionOn, idOf, twoSides } from './testing/two-sides.ts';

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

  it.each([
    ['who is wanted', decisionOn(), 'other-spelling', 0],
    ['whom the policy leaves alone', { ...decisionOn(), action: 'leave' } as const, 'other-spelling', 0],
    ['who refuses', decisionOn({ doNotEmail: true }), 'must-be-gone', 1],
    ['who refuses mailings', decisionOn({ doNotBulkEmail: true }), 'must-be-opted-out', 1],
  ])('erases nobody for a spelling, and obeys a person %s', async (_title, decision, kind, mended) => {
    const contactId = idOf(1).toUpperCase();
    const permissions = [{ bit: 1, enabled: true }];
    const shouted = aContact(2, { contactId, properties: { permissions } });
    const own = decision.action === 'anonymize' ? [] : [aContact(1)];
    const { findings } = await compared(twoSides([aRecord(1, { decision })], [...own, shouted]));
    expect(findings).toMatchObject([{ kind, contactId, ref: { id: idOf(1) } }]);
    expect(findings.filter((finding) => isMended(finding, false))).toHaveLength(mended);
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
