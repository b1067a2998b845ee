import { describe, expect, it } from '@jest/globals';
import type { RecordRef } from '@spotler-connector/anonymization-policy';
import type { RecordSource } from './ports.ts';
import { askPreconditions, PRECONDITIONS, type PreconditionAnswer } from './preconditions.ts';
import { reconcile } from './reconcile.ts';
import { aRow, optionsFor, withContact } from './testing/shared-scene.ts';
import { aSharedPolicy, aSharedWorld, type SharedWorld } from './testing/shared-world.ts';

const contact: RecordRef = { table: 'contact', id: '1' };
const lead: RecordRef = { table: 'lead', id: '1' };
const account: RecordRef = { table: 'account', id: '2' };

describe('a record that is missing in its table', () => {
  it('does not take the contact of a record of another table with the same id along', async () => {
    const world = withContact(aSharedWorld([aRow(contact)], false), '1');
    const outcome = await reconcile(lead, optionsFor(world));
    expect(outcome).toMatchObject({ kind: 'reconciled', decision: { action: 'sync' } });
    expect(world.contacts.get('1')).toEqual({ email: 'contact-1', optedOut: false });
  });

  it('takes it along when the other tables are not asked', async () => {
    const world = withContact(aSharedWorld([aRow(contact)], false), '1');
    const source: RecordSource = { ...world.source, holders: async () => [] };
    await reconcile(lead, optionsFor(world, { source }));
    expect(world.contacts.has('1')).toBe(false);
  });

  it('is forgotten when no table has its id, asking the other tables once', async () => {
    const world = withContact(aSharedWorld([], false), '1');
    expect(await reconcile(contact, optionsFor(world))).toMatchObject({ effect: { kind: 'anonymized' } });
    expect(world.holdersAsked).toBe(1);
  });

  it('is left alone when the other tables can not be asked', async () => {
    const world = withContact(aSharedWorld([], false), '1');
    const holders = () => world.source.checkColumns('contact').then(() => []);
    const source: RecordSource = { ...world.source, checkColumns: async () => {}, holders };
    world.hiddenColumn = 'emailaddress1';
    expect(await reconcile(contact, optionsFor(world, { source }))).toMatchObject({ kind: 'failed' });
    expect(world.writes).toEqual([]);
  });

  it('proves nothing when the message names no organization', async () => {
    const world = withContact(aSharedWorld([], false), '1');
    const outcome = await reconcile(contact, optionsFor(world, { origin: 'unknown' }));
    expect(outcome).toMatchObject({
      kind: 'blocked',
      precondition: 'organization',
      decision: { rule: 'deleted' },
    });
    expect(world.writes).toEqual([]);
  });

  it('asks for holders again when it was there the first time', async () => {
    const world = aSharedWorld([aRow(contact), aRow(lead)], false);
    const target = {
      ...world.target,
      async sync(...call: Parameters<typeof world.target.sync>) {
        const answer = await world.target.sync(...call);
        world.rows.delete('contact/1');
        return answer;
      },
    };
    await reconcile(contact, optionsFor(world, { target }));
    expect(world.contacts.get('1')).toMatchObject({ email: 'lead-1' });
  });
});

describe('a record of a message without an organization', () => {
  it('is anonymized for what it says itself, and synced', async () => {
    const world = withContact(aSharedWorld([aRow(contact, { refuses: true }), aRow(account)], false), '1');
    const origin = 'unknown';
    expect(await reconcile(contact, optionsFor(world, { origin }))).toMatchObject({
      decision: { rule: 'do-not-email' },
      effect: { kind: 'anonymized' },
    });
    expect(await reconcile(account, optionsFor(world, { origin }))).toMatchObject({
      effect: { kind: 'synced' },
    });
  });
});

describe('a table with a column that can not be read', () => {
  it.each([
    ['refuses', true],
    ['is eligible', false],
  ])('has nothing written about a record that %s', async (_, refuses) => {
    const world = withContact(aSharedWorld([aRow(contact, { refuses })], false), '1');
    world.hiddenColumn = 'emailaddress1';
    expect(await reconcile(contact, optionsFor(world))).toMatchObject({
      kind: 'failed',
      failure: { side: 'source', kind: 'authentication', property: 'emailaddress1' },
    });
    expect(world.writes).toEqual([]);
  });

  it('is noticed right before the erasure too, and named as the precondition', async () => {
    const world = withContact(aSharedWorld([aRow(contact, { refuses: true })], false), '1');
    const read: RecordSource['read'] = async (ref) => {
      const reading = await world.source.read(ref);
      world.hiddenColumn = 'donotemail';
      return reading;
    };
    const source: RecordSource = { ...world.source, read };
    expect(await reconcile(contact, optionsFor(world, { source }))).toMatchObject({
      kind: 'failed',
      precondition: 'columns',
      decision: { action: 'anonymize' },
    });
    expect(world.writes).toEqual([]);
  });

  it('has people erased when nobody checks', async () => {
    const hidden = aRow(contact, { refuses: true });
    const world = withContact(aSharedWorld([hidden], false), '1');
    world.hiddenColumn = 'donotemail';
    const source: RecordSource = { ...world.source, checkColumns: async () => {} };
    await reconcile(contact, optionsFor(world, { source }));
    expect(world.contacts.has('1')).toBe(false);
  });
});

describe('asking the preconditions of an erasure', () => {
  async function answersTo(world: SharedWorld, origin: 'ours' | 'unknown'): Promise<PreconditionAnswer[]> {
    const decision = aSharedPolicy({ table: 'contact', presence: 'deleted' });
    const erasure = {
      ref: contact,
      decision,
      reading: await world.source.read(contact),
      holders: [],
      origin,
    };
    return askPreconditions(erasure, world.source);
  }

  it('answers each of them in order, though an earlier one is not met', async () => {
    const world = aSharedWorld([], false);
    world.hiddenColumn = 'emailaddress1';
    const answers = await answersTo(world, 'unknown');
    expect(answers.map(({ precondition }) => precondition)).toEqual([...PRECONDITIONS]);
    expect(answers.map(({ answer }) => answer)).toEqual(['not-met', 'met', 'not-asked', 'met', 'met']);
    expect(answers[2]?.failure).toMatchObject({ property: 'emailaddress1' });
    for (const { why } of answers) expect(why).toMatch(/^[A-Z][^.]+\.$/);
  });

  it('says yes to all when nothing speaks against it', async () => {
    const answers = await answersTo(aSharedWorld([], false), 'ours');
    expect(answers.every(({ answer }) => answer === 'met')).toBe(true);
  });

  it('says no to an erasure of a deleted record whose contact another record holds', async () => {
    const world = aSharedWorld([aRow(lead)], false);
    const holders = await world.source.holders(contact, '1');
    const decision = aSharedPolicy({ table: 'contact', presence: 'deleted' });
    const reading = await world.source.read(contact);
    const answers = await askPreconditions(
      { ref: contact, decision, reading, holders, origin: 'ours' },
      world.source,
    );
    expect(answers).toContainEqual(expect.objectContaining({ precondition: 'holder', answer: 'not-met' }));
  });

  it('asks about the columns of every table that decides', async () => {
    const world = aSharedWorld([aRow(contact), aRow(lead, { refuses: true })], true);
    const tables: string[] = [];
    const source: RecordSource = { ...world.source, checkColumns: async (table) => void tables.push(table) };
    const holders = await world.source.holders(contact, '1');
    const decision = aSharedPolicy({ table: 'lead', presence: 'deleted' });
    const reading = await world.source.read(contact);
    await askPreconditions({ ref: contact, decision, reading, holders, origin: 'ours' }, source);
    expect(tables.sort()).toEqual(['contact', 'lead']);
  });
});
