import { describe, expect, it } from '@jest/globals';
import type { Decision } from '@spotler-connector/anonymization-policy';
import { createManualClock } from '@spotler-connector/clock/testing';
import { PortError } from './port-error.ts';
import { reconcile } from './reconcile.ts';
import { optionsFor } from './testing/small-scene.ts';
import { aRef, aSmallWorld, type SmallWorld } from './testing/small-world.ts';

function aDecision(action: Decision['action']): () => Decision {
  return () => ({ action, rule: 'inactive-kept', causes: ['inactive'], policyVersion: 'test' });
}

describe('reconcile', () => {
  it('creates the contact of an eligible record', async () => {
    const world = aSmallWorld({ email: 'one' });
    const outcome = await reconcile(aRef, optionsFor(world));
    expect(outcome).toMatchObject({ kind: 'reconciled', effect: { kind: 'synced' }, attempts: 1 });
    expect(world.contact()).toEqual({ email: 'one', optedOut: false });
  });

  it('syncs and opts out in one call', async () => {
    const world = aSmallWorld({ email: 'one', doNotBulkEmail: true });
    const outcome = await reconcile(aRef, optionsFor(world));
    expect(outcome).toMatchObject({ effect: { kind: 'synced-opted-out' } });
    expect(world.calls).toEqual(['read', 'sync', 'read']);
    expect(world.contact()?.optedOut).toBe(true);
  });

  it('anonymizes, reads the contact back, and reads the record again', async () => {
    const world = aSmallWorld({ email: 'one' });
    await reconcile(aRef, optionsFor(world));
    world.change('deleted');
    world.calls.length = 0;
    const outcome = await reconcile(aRef, optionsFor(world));
    expect(outcome).toMatchObject({ effect: { kind: 'anonymized', status: 410 } });
    expect(world.calls).toEqual(['read', 'anonymize', 'readBack', 'read']);
  });

  it('finds an earlier erasure done already, and calls it a success', async () => {
    const outcome = await reconcile(aRef, optionsFor(aSmallWorld('deleted')));
    expect(outcome).toMatchObject({
      kind: 'reconciled',
      effect: { kind: 'already-anonymized', status: 404 },
    });
  });

  it('creates nothing when it opts out a contact that Spotler does not have', async () => {
    const world = aSmallWorld();
    const outcome = await reconcile(aRef, optionsFor(world, { decide: aDecision('opt-out') }));
    expect(outcome).toMatchObject({ effect: { kind: 'unknown-contact' } });
    expect(world.contact()).toBeNull();
  });

  it('calls Spotler not at all to leave a contact', async () => {
    const world = aSmallWorld();
    const outcome = await reconcile(aRef, optionsFor(world, { decide: aDecision('leave') }));
    expect(outcome).toMatchObject({ kind: 'reconciled', effect: { kind: 'left' } });
    expect(world.calls).toEqual(['read']);
  });

  it('repeats when the record changes while it acts', async () => {
    const world: SmallWorld = aSmallWorld({ email: 'one' }, async (call) => {
      if (call === 'sync' && world.calls.filter((c) => c === 'sync').length === 0) world.change('deleted');
    });
    const outcome = await reconcile(aRef, optionsFor(world));
    expect(outcome).toMatchObject({ decision: { rule: 'deleted' }, attempts: 2 });
    expect(world.contact()).toBeNull();
  });

  it('anonymizes the contact of a record for which an order stands, until the record changes', async () => {
    const world = aSmallWorld({ email: 'one' });
    await reconcile(aRef, optionsFor(world));
    await world.order()();
    expect(await reconcile(aRef, optionsFor(world))).toMatchObject({
      decision: { rule: 'explicit' },
      effect: { kind: 'anonymized', status: 410 },
    });
    expect(await reconcile(aRef, optionsFor(world))).toMatchObject({
      decision: { rule: 'explicit' },
      effect: { kind: 'already-anonymized' },
    });
    world.change({ email: 'two' });
    await reconcile(aRef, optionsFor(world));
    expect(world.contact()).toMatchObject({ email: 'two' });
  });

  it('repeats when an order is given while it acts, though the version is the same', async () => {
    const world: SmallWorld = aSmallWorld({ email: 'one' }, async (call) => {
      if (call === 'sync') await world.order()();
    });
    const outcome = await reconcile(aRef, optionsFor(world));
    expect(outcome).toMatchObject({ decision: { rule: 'explicit' }, attempts: 2 });
    expect(world.contact()).toBeNull();
  });

  it('leaves the erased person in Spotler when the second read is taken out', async () => {
    const world: SmallWorld = aSmallWorld({ email: 'one' }, async (call) => {
      if (call === 'sync') world.change('deleted');
    });
    const first = await world.source.read(aRef);
    const source = { ...world.source, read: async () => first };
    await reconcile(aRef, optionsFor(world, { source }));
    expect(world.agrees()).toBe(false);
  });

  it('reports the erasure that it made itself, not that it found it done on the second attempt', async () => {
    const world: SmallWorld = aSmallWorld({ email: 'one' }, async (call) => {
      if (call === 'readBack' && !world.calls.includes('readBack')) world.change({ email: null });
    });
    await reconcile(aRef, optionsFor(world));
    world.change({ email: null });
    world.calls.length = 0;
    const outcome = await reconcile(aRef, optionsFor(world));
    expect(outcome).toMatchObject({ attempts: 2, effect: { kind: 'anonymized', status: 410 } });
  });

  it('reports the sync that it ended with, not the erasure that it began with', async () => {
    const world: SmallWorld = aSmallWorld({ email: 'one' }, async (call) => {
      if (call === 'readBack') world.change({ email: 'two' });
    });
    await reconcile(aRef, optionsFor(world));
    world.change('deleted');
    const outcome = await reconcile(aRef, optionsFor(world));
    expect(outcome).toMatchObject({ attempts: 2, effect: { kind: 'synced' } });
  });

  it('waits longer and longer before it looks again for a contact that should be gone', async () => {
    const world = aSmallWorld('deleted');
    const looks: number[] = [];
    const clock = createManualClock();
    const readBack = async () => {
      looks.push(clock.now());
      return 'present' as const;
    };
    const options = { target: { ...world.target, readBack }, clock, readBackDelayMs: 250, maxAttempts: 4 };
    const reconciled = reconcile(aRef, optionsFor(world, options));
    await clock.advance(10_000);
    expect(await reconciled).toMatchObject({ kind: 'not-erased' });
    expect(looks).toEqual([0, 250, 750, 1_750]);
  });

  it('gives up on a record that never stands still', async () => {
    let email = 0;
    const world: SmallWorld = aSmallWorld({ email: '0' }, async (call) => {
      if (call === 'sync') world.change({ email: String(++email) });
    });
    const outcome = await reconcile(aRef, optionsFor(world, { maxAttempts: 3 }));
    expect(outcome).toMatchObject({ kind: 'unsettled', attempts: 3 });
  });

  it('calls nobody erased whom Spotler still finds', async () => {
    const world = aSmallWorld('deleted');
    const target = { ...world.target, readBack: async () => 'present' as const };
    const outcome = await reconcile(aRef, optionsFor(world, { target, maxAttempts: 2 }));
    expect(outcome).toMatchObject({ kind: 'not-erased', attempts: 2 });
  });

  it('turns a failure of either side into an outcome that says which decision was pending', async () => {
    const world = aSmallWorld('deleted', async (call) => {
      if (call === 'anonymize') throw new PortError({ side: 'target', kind: 'unavailable', status: 503 });
    });
    expect(await reconcile(aRef, optionsFor(world))).toMatchObject({
      kind: 'failed',
      failure: { side: 'target', kind: 'unavailable', status: 503 },
      decision: { rule: 'deleted' },
    });
  });

  it('throws what is not a failure of a side: that is a bug', async () => {
    const world = aSmallWorld('deleted', async () => {
      throw new TypeError('oops');
    });
    await expect(reconcile(aRef, optionsFor(world))).rejects.toThrow(TypeError);
  });
});
