import { describe, expect, it } from '@jest/globals';
import type { RecordRef } from '@spotler-connector/anonymization-policy';
import { PortError } from './port-error.ts';
import { type FollowUpOptions, reconcileWithFollowUps } from './reconcile-with-follow-ups.ts';
import { aSharedPolicy, aSharedWorld, type Row, type SharedWorld } from './testing/shared-world.ts';

const survivor: RecordRef = { table: 'contact', id: '1' };
const loser: RecordRef = { table: 'contact', id: '2' };
const refusing: Row = { ref: survivor, externalId: '1', email: 'one', refuses: true };

/** Two contacts, the second merged into the first: then it is decided on as the first is. */
function aMergedWorld(row: Row = refusing): SharedWorld {
  const world = aSharedWorld(
    [row, { ref: loser, externalId: '2', email: 'one', refuses: row.refuses === true }],
    false,
  );
  for (const id of ['1', '2']) world.contacts.set(id, { email: 'one', optedOut: false });
  return world;
}

function optionsFor(world: SharedWorld, changes: Partial<FollowUpOptions> = {}): FollowUpOptions {
  const source = { ...world.source, mergedRecords: async () => [loser] };
  const { target } = world;
  return { source, target, origin: 'ours', decide: aSharedPolicy, readBackDelayMs: 0, ...changes };
}

describe('reconciling with what follows', () => {
  it('forgets those that were merged into a person who refuses', async () => {
    const world = aMergedWorld();
    const followed: string[] = [];
    const onFollowUp: FollowUpOptions['onFollowUp'] = ({ id }, { kind }) => followed.push(`${id} ${kind}`);
    expect(await reconcileWithFollowUps(survivor, optionsFor(world, { onFollowUp }))).toMatchObject({
      kind: 'reconciled',
      effect: { kind: 'anonymized' },
    });
    expect(world.contacts.size).toBe(0);
    expect(followed).toEqual(['2 reconciled']);
  });

  it('looks at those that were merged into a person who is deleted', async () => {
    const world = aMergedWorld();
    world.rows.delete('contact/1');
    await reconcileWithFollowUps(survivor, optionsFor(world));
    expect(world.contacts.size).toBe(0);
  });

  it('keeps the contact of a deactivated record that had another one, which was erased', async () => {
    const row: Row = { ref: survivor, externalId: 'S-8', email: 'one', state: 'inactive' };
    const world = aSharedWorld([row], true);
    for (const id of ['S-7', 'S-8']) world.contacts.set(id, { email: 'one', optedOut: false });
    const { source } = world;
    const erased = { formerIds: ['S-7'], staysGone: (id: string) => id === 'S-7' };
    await reconcileWithFollowUps(survivor, optionsFor(world, { source, ...erased }));
    expect([...world.contacts.keys()]).toEqual(['S-8']);
    await reconcileWithFollowUps(survivor, optionsFor(world, { source, staysGone: () => true }));
    expect(world.contacts.size).toBe(0);
  });

  it('forgets them as well when an order stands for the person, who refuses nothing', async () => {
    const world = aMergedWorld({ ...refusing, refuses: false });
    const options = optionsFor(world);
    const order = { jobId: '9', orderedOn: null };
    const read: FollowUpOptions['source']['read'] = async (ref) => ({
      ...(await world.source.read(ref)),
      order: ref.id === '1' ? order : null,
    });
    await reconcileWithFollowUps(survivor, { ...options, source: { ...options.source, read } });
    expect(world.contacts.size).toBe(0);
  });

  it('leaves the double in Spotler when nobody follows', async () => {
    const world = aMergedWorld();
    const { source } = world;
    await reconcileWithFollowUps(survivor, optionsFor(world, { source }));
    expect([...world.contacts.keys()]).toEqual(['2']);
  });

  it('asks for merged records only when something keeps the person from being mailed', async () => {
    const world = aMergedWorld({ ...refusing, refuses: false });
    const mergedRecords = () => Promise.reject(new Error('asked'));
    const source = { ...world.source, mergedRecords };
    expect(await reconcileWithFollowUps(survivor, optionsFor(world, { source }))).toMatchObject({
      effect: { kind: 'synced' },
    });
  });

  it('is not done when the merged records can not be found, or one of them fails', async () => {
    const world = aMergedWorld();
    const failure = { side: 'source', kind: 'unavailable' } as const;
    const unknown = { ...world.source, mergedRecords: () => Promise.reject(new PortError(failure)) };
    expect(await reconcileWithFollowUps(survivor, optionsFor(world, { source: unknown }))).toMatchObject({
      kind: 'failed',
      failure,
    });
    const target = {
      ...world.target,
      anonymize: (id: string) =>
        id === '2' ? Promise.reject(new PortError(failure)) : world.target.anonymize(id),
    };
    expect(await reconcileWithFollowUps(survivor, optionsFor(world, { target }))).toMatchObject({
      kind: 'failed',
    });
  });

  it('forgets the contacts under former ids, however many, and not that of the present one', async () => {
    const row: Row = { ref: survivor, externalId: 'S-8', email: 'one' };
    const world = aSharedWorld([row], true);
    for (const id of ['S-6', 'S-7', 'S-8']) world.contacts.set(id, { email: 'one', optedOut: false });
    const formerIds = new Set(['S-6', 'S-7', 'S-8']);
    const { source } = world;
    await reconcileWithFollowUps(survivor, optionsFor(world, { source, formerIds }));
    expect([...world.contacts.keys()]).toEqual(['S-8']);
  });

  it('keeps the contacts under former ids when nobody tells them', async () => {
    const world = aSharedWorld([{ ref: survivor, externalId: 'S-8', email: 'one' }], true);
    world.contacts.set('S-7', { email: 'one', optedOut: false });
    const { source } = world;
    await reconcileWithFollowUps(survivor, optionsFor(world, { source }));
    expect([...world.contacts.keys()]).toEqual(['S-7', 'S-8']);
  });

  it('does nothing more when the record itself is not done with', async () => {
    const world = aMergedWorld();
    world.hiddenColumn = 'donotemail';
    expect(await reconcileWithFollowUps(survivor, optionsFor(world))).toMatchObject({ kind: 'failed' });
    expect(world.contacts.size).toBe(2);
  });
});
