import { describe, expect, it } from '@jest/globals';
import type { RecordRef } from '@spotler-connector/anonymization-policy';
import { forgetFormerId } from './forget-former-id.ts';
import { aSharedPolicy, aSharedWorld, type Row } from './testing/shared-world.ts';

const ref: RecordRef = { table: 'contact', id: '1' };
const row: Row = { ref, externalId: 'S-8', email: 'one' };

function aWorldWithBothContacts(...others: Row[]) {
  const world = aSharedWorld([row, ...others], true);
  for (const id of ['S-7', 'S-8']) world.contacts.set(id, { email: 'one', optedOut: false });
  return { ...world, origin: 'ours', decide: aSharedPolicy, readBackDelayMs: 0 } as const;
}

describe('forgetting a former id', () => {
  it('erases the contact under the old id, and leaves that under the new one', async () => {
    const world = aWorldWithBothContacts();
    expect(await forgetFormerId(ref, 'S-7', world)).toMatchObject({
      kind: 'reconciled',
      decision: { action: 'anonymize', causes: ['external-id-changed'] },
      effect: { kind: 'anonymized' },
    });
    expect([...world.contacts.keys()]).toEqual(['S-8']);
  });

  it.each([
    ['synced', false, ['sync S-7']],
    ['anonymized', true, ['anonymize S-7']],
  ])('has the contact as another record wants it that has the id: %s', async (kind, refuses, writes) => {
    const other: Row = { ref: { table: 'account', id: '2' }, externalId: 'S-7', email: 'two', refuses };
    const world = aWorldWithBothContacts(other);
    expect(await forgetFormerId(ref, 'S-7', world)).toMatchObject({ effect: { kind } });
    expect(world.writes).toEqual(writes);
  });

  it.each<RecordRef>([
    { table: 'lead', id: '1' },
    { table: 'contact', id: '2' },
  ])('is for the other record to decide where both hold the id: %j', async (other) => {
    const world = aWorldWithBothContacts({ ref: other, externalId: 'S-7', email: 'two' });
    world.rows.set('contact/1', { ...row, externalId: 'S-7' });
    expect(await forgetFormerId(ref, 'S-7', world)).toMatchObject({ effect: { kind: 'synced' } });
    expect(world.writes).toEqual(['sync S-7']);
  });

  it('erases no contact of another record, though one under that id was erased a short while ago', async () => {
    const other: Row = { ref: { table: 'account', id: '2' }, externalId: 'S-7', email: 'two' };
    const world = aWorldWithBothContacts(other);
    await forgetFormerId(ref, 'S-7', { ...world, staysGone: () => true });
    expect(world.writes).toEqual(['sync S-7']);
  });

  it('leaves the contact when the record has taken its old id back', async () => {
    const world = aWorldWithBothContacts();
    world.rows.set('contact/1', { ...row, externalId: 'S-7' });
    expect(await forgetFormerId(ref, 'S-7', world)).toMatchObject({ effect: { kind: 'left' } });
    expect(world.contacts.has('S-7')).toBe(true);
  });

  it('erases nobody for a message that names no organization', async () => {
    const world = aWorldWithBothContacts();
    expect(await forgetFormerId(ref, 'S-7', { ...world, origin: 'unknown' })).toMatchObject({
      kind: 'blocked',
      precondition: 'organization',
    });
  });

  it('takes the contact of another record along when holders are not asked for', async () => {
    const world = aWorldWithBothContacts({
      ref: { table: 'lead', id: '3' },
      externalId: 'S-7',
      email: 'two',
    });
    const source = { ...world.source, holders: async () => [] };
    await forgetFormerId(ref, 'S-7', { ...world, source });
    expect(world.contacts.has('S-7')).toBe(false);
  });
});
