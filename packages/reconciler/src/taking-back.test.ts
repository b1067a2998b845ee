import { describe, expect, it } from '@jest/globals';
import { PortError } from './port-error.ts';
import type { ContactTarget } from './ports.ts';
import { reconcile } from './reconcile.ts';
import { optionsFor } from './testing/small-scene.ts';
import { aRef, aSmallWorld, type SmallWorld } from './testing/small-world.ts';

describe('a reconcile that was overtaken', () => {
  it.each(['leave', 'opt-out'] as const)(
    'takes back what it created itself when the answer is %s by then',
    async (action) => {
      const world: SmallWorld = aSmallWorld({ email: 'one' }, async (call) => {
        if (call === 'sync') {
          world.change({ email: 'one', state: 'inactive', doNotBulkEmail: action === 'opt-out' });
        }
      });
      expect(await reconcile(aRef, optionsFor(world))).toMatchObject({
        decision: { action: 'anonymize', rule: 'inactive-kept' },
        effect: { kind: 'anonymized', status: 410 },
        attempts: 2,
      });
      expect(world.contact()).toBeNull();
    },
  );

  it('leaves what was there before', async () => {
    const world: SmallWorld = aSmallWorld({ email: 'one' }, async (call) => {
      if (call === 'sync' && world.contact() !== null) world.change({ email: 'one', state: 'inactive' });
    });
    await reconcile(aRef, optionsFor(world));
    world.change({ email: 'two' });
    expect(await reconcile(aRef, optionsFor(world))).toMatchObject({ effect: { kind: 'left' } });
    expect(world.contact()).toMatchObject({ email: 'two' });
  });

  it('keeps to an order although the record was deactivated, and forgets it once the policy wants the contact', async () => {
    const world = aSmallWorld({ email: 'one' });
    await world.order()();
    world.change({ email: 'one', state: 'inactive' });
    expect(await reconcile(aRef, optionsFor(world))).toMatchObject({ decision: { rule: 'explicit' } });
    world.change({ email: 'one' });
    await reconcile(aRef, optionsFor(world));
    world.change({ email: 'one', state: 'inactive' });
    expect(await reconcile(aRef, optionsFor(world))).toMatchObject({ effect: { kind: 'left' } });
    expect(world.contact()).not.toBeNull();
  });

  it('says that a write may still take effect, whatever came of it in the end', async () => {
    const world = aSmallWorld('deleted');
    const anonymize: ContactTarget['anonymize'] = async (...given) => ({
      ...(await world.target.anonymize(...given)),
      ambiguous: true,
    });
    const outcome = await reconcile(aRef, optionsFor(world, { target: { ...world.target, anonymize } }));
    expect(outcome).toMatchObject({ kind: 'reconciled', ambiguous: true });
    expect(await reconcile(aRef, optionsFor(world))).not.toHaveProperty('ambiguous');
  });

  it('says so of a write that failed', async () => {
    const failure = { side: 'target', kind: 'unavailable', ambiguous: true } as const;
    const world = aSmallWorld('deleted', async (call) => {
      if (call === 'anonymize') throw new PortError(failure);
    });
    expect(await reconcile(aRef, optionsFor(world))).toMatchObject({ kind: 'failed', ambiguous: true });
  });
});
