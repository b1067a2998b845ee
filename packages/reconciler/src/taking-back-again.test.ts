import { describe, expect, it } from '@jest/globals';
import type { RecordRef } from '@spotler-connector/anonymization-policy';
import type { ContactEvidence } from './evidence.ts';
import { PortError } from './port-error.ts';
import { reconcile } from './reconcile.ts';
import { aBrake } from './testing/a-brake.ts';
import { aRow, optionsFor, withContact } from './testing/shared-scene.ts';
import { aSharedPolicy, aSharedWorld, type Row } from './testing/shared-world.ts';

const ref: RecordRef = { table: 'contact', id: '1' };

function aWorld(row: Partial<Row> = {}) {
  return withContact(aSharedWorld([aRow(ref, row)], false), '1');
}

/** A clock that only notes how long one waited. */
function aClock() {
  const waits: number[] = [];
  const sleep = async (milliseconds: number) => void waits.push(milliseconds);
  return { waits, clock: { now: () => 0, monotonic: () => 0, sleep } };
}

describe('a contact that is there after it was erased', () => {
  it('is erased again, after a wait that doubles', async () => {
    const world = aWorld({ refuses: true });
    const { waits, clock } = aClock();
    const answers = ['present', 'present', 'present', 'gone'] as const;
    let looks = 0;
    const target = { ...world.target, readBack: async () => answers[looks++] ?? 'gone' };
    const outcome = await reconcile(ref, optionsFor(world, { target, clock, readBackDelayMs: 250 }));
    expect(outcome).toMatchObject({ kind: 'reconciled', attempts: 4, effect: { kind: 'anonymized' } });
    expect(waits).toEqual([250, 500, 1_000]);
  });

  it('is taken back again where one was taken back that the policy leaves alone', async () => {
    const world = aWorld({ state: 'inactive' });
    const answers: ('present' | 'gone')[] = ['present', 'gone'];
    const target = { ...world.target, readBack: async () => answers.shift() ?? 'gone' };
    await reconcile(ref, optionsFor(world, { target, staysGone: () => true }));
    expect(world.writes).toEqual(['anonymize 1', 'anonymize 1']);
  });

  it('is left alone, and not waited for, when its record changed so that it may stay', async () => {
    const world = aWorld({ refuses: true });
    const { waits, clock } = aClock();
    const readBack = async () => {
      world.rows.set('contact/1', aRow(ref, { state: 'inactive' }));
      withContact(world, '1');
      return 'present' as const;
    };
    const target = { ...world.target, readBack };
    expect(await reconcile(ref, optionsFor(world, { target, clock }))).toMatchObject({
      kind: 'reconciled',
      attempts: 2,
      effect: { kind: 'left' },
    });
    expect([world.contacts.has('1'), waits]).toEqual([true, []]);
  });
});

describe('the evidence', () => {
  function aSink() {
    const kept: ContactEvidence[] = [];
    return { kept, evidence: { record: async (each: ContactEvidence) => void kept.push(each) } };
  }

  it('says of whoever was held that the contact was opted out instead', async () => {
    const world = aWorld({ refuses: true });
    const { kept, evidence } = aSink();
    const { brake } = aBrake(0, world.target);
    await reconcile(ref, optionsFor(world, { brake, evidence }));
    expect(kept).toMatchObject([{ ref, effect: { kind: 'held' }, decision: { rule: 'do-not-email' } }]);
    expect(kept[0]).not.toHaveProperty('readBack');
  });

  it('is none of a read-back that a bug ended, and not needed for one that failed', async () => {
    const world = aWorld({ refuses: true });
    const { kept, evidence } = aSink();
    const bug = new TypeError('oops');
    const broken = { ...world.target, readBack: () => Promise.reject(bug) };
    await expect(reconcile(ref, optionsFor(world, { target: broken, evidence }))).rejects.toBe(bug);
    expect(kept).toEqual([]);
    const away = new PortError({ side: 'target', kind: 'unavailable' });
    const failing = { ...world.target, readBack: () => Promise.reject(away) };
    expect(await reconcile(ref, optionsFor(world, { target: failing }))).toMatchObject({ kind: 'failed' });
  });
});

describe('whoever may not be erased for another reason', () => {
  it('is not held, and stays as it is', async () => {
    const world = aWorld();
    world.rows.clear();
    const state = aBrake(0, world.target);
    expect(await reconcile(ref, optionsFor(world, { brake: state.brake, origin: 'unknown' }))).toMatchObject({
      kind: 'blocked',
      precondition: 'organization',
    });
    expect([state.calls, world.writes]).toEqual([[], []]);
  });
});

describe('records that hold one contact', () => {
  const lead: RecordRef = { table: 'lead', id: '2' };
  const rows = [
    aRow(ref, { externalId: 'S' }),
    aRow(lead, { externalId: 'S' }),
    aRow({ table: 'account', id: '3' }, { externalId: 'S' }),
  ];

  it('stand still in whatever order they are found', async () => {
    const world = withContact(aSharedWorld(rows, true), 'S');
    let looks = 0;
    const holders: typeof world.source.holders = async (...call) => {
      const found = await world.source.holders(...call);
      return looks++ % 2 === 0 ? found : found.toReversed();
    };
    const outcome = await reconcile(ref, optionsFor(world, { source: { ...world.source, holders } }));
    expect(outcome).toMatchObject({ kind: 'reconciled', attempts: 1 });
  });

  it('give it the properties of one that is synced with every permission false, too', async () => {
    const world = withContact(aSharedWorld(rows.slice(1, 2), true), 'S');
    const source = {
      ...world.source,
      read: async (...call: Parameters<typeof world.source.read>) => ({
        ...(await world.source.read(...call)),
        externalId: 'S',
      }),
    };
    const decide: typeof aSharedPolicy = (snapshot) =>
      snapshot.presence === 'deleted'
        ? aSharedPolicy(snapshot)
        : { ...aSharedPolicy(snapshot), action: 'sync-opted-out' };
    await reconcile(ref, optionsFor(world, { source, decide }));
    expect(world.contacts.get('S')).toEqual({ email: 'lead-2', optedOut: true });
  });
});
