import { describe, expect, it } from '@jest/globals';
import type { RecordRef } from '@spotler-connector/anonymization-policy';
import { PortError } from './port-error.ts';
import type { RecordSource } from './ports.ts';
import { reconcile } from './reconcile.ts';
import { aRow, optionsFor, withContact } from './testing/shared-scene.ts';
import { aSharedWorld } from './testing/shared-world.ts';

const contact: RecordRef = { table: 'contact', id: '1' };
const account: RecordRef = { table: 'account', id: '2' };

describe('records that hold one contact', () => {
  const first = aRow(contact, { externalId: 'S' });
  const second = aRow(account, { externalId: 'S' });

  it('are forgotten when one of them refuses, and the other one does not bring the contact back', async () => {
    const world = withContact(aSharedWorld([{ ...first, refuses: true }, second], true), 'S');
    expect(await reconcile(contact, optionsFor(world))).toMatchObject({ decision: { rule: 'do-not-email' } });
    expect(await reconcile(account, optionsFor(world))).toMatchObject({
      decision: { rule: 'do-not-email' },
      effect: { kind: 'already-anonymized' },
    });
    expect(world.contacts.size).toBe(0);
  });

  it('undo each other when only the own record is asked', async () => {
    const world = withContact(aSharedWorld([{ ...first, refuses: true }, second], true), 'S');
    const source: RecordSource = { ...world.source, sharesContacts: false };
    await reconcile(contact, optionsFor(world, { source }));
    await reconcile(account, optionsFor(world, { source }));
    expect(world.contacts.has('S')).toBe(true);
  });

  it('keep the contact when one of them is deleted, as the other one has it', async () => {
    const world = withContact(aSharedWorld([second], true), 'S');
    const read: RecordSource['read'] = async (ref) => ({
      ...(await world.source.read(ref)),
      externalId: 'S',
    });
    const outcome = await reconcile(contact, optionsFor(world, { source: { ...world.source, read } }));
    expect(outcome).toMatchObject({ decision: { action: 'sync' } });
    expect(world.contacts.get('S')).toMatchObject({ email: 'account-2' });
  });

  it('are looked at again when another one of them changes while one is acted on', async () => {
    const world = withContact(aSharedWorld([first, second], true), 'S');
    const target = {
      ...world.target,
      async sync(...given: Parameters<typeof world.target.sync>) {
        world.rows.set('account/2', { ...second, refuses: true });
        return world.target.sync(...given);
      },
    };
    expect(await reconcile(contact, optionsFor(world, { target }))).toMatchObject({
      decision: { rule: 'do-not-email' },
      attempts: 2,
    });
    expect(world.contacts.has('S')).toBe(false);
  });

  it('are forgotten when one of them is deleted and the other one refuses', async () => {
    const world = withContact(aSharedWorld([{ ...second, refuses: true }], true), 'S');
    const read: RecordSource['read'] = async (ref) => ({
      ...(await world.source.read(ref)),
      externalId: 'S',
    });
    const outcome = await reconcile(contact, optionsFor(world, { source: { ...world.source, read } }));
    expect(outcome).toMatchObject({ decision: { rule: 'do-not-email' }, effect: { kind: 'anonymized' } });
    expect(world.contacts.has('S')).toBe(false);
  });

  it('have nothing written while the columns of one of them can not be read', async () => {
    const world = withContact(aSharedWorld([first, { ...second, refuses: true }], true), 'S');
    const checkColumns: RecordSource['checkColumns'] = async (table) => {
      if (table === 'account') throw new PortError({ side: 'source', kind: 'authentication' });
    };
    const source: RecordSource = { ...world.source, checkColumns };
    expect(await reconcile(contact, optionsFor(world, { source }))).toMatchObject({ kind: 'failed' });
    expect(world.writes).toEqual([]);
  });

  it('sync what the active one says when the other one is inactive', async () => {
    const world = aSharedWorld([{ ...first, state: 'inactive' }, second], true);
    await reconcile(contact, optionsFor(world));
    expect(world.contacts.get('S')).toMatchObject({ email: 'account-2' });
  });
});
