import { describe, expect, it } from '@jest/globals';
import { createManualClock } from '@spotler-connector/clock/testing';
import {
  ObjectStoreError,
  type ObjectStoreErrorKind,
  type RemovableObjectStore,
} from '@spotler-connector/object-store';
import { guardStores } from './guard-stores.ts';

function aGuard() {
  const clock = createManualClock(1_000);
  const said: string[] = [];
  const world: { failure: ObjectStoreErrorKind | undefined; calls: number } = {
    failure: undefined,
    calls: 0,
  };
  async function answer<Answer>(given: Answer): Promise<Answer> {
    world.calls += 1;
    if (world.failure !== undefined) throw new ObjectStoreError({ kind: world.failure });
    return given;
  }
  const store: RemovableObjectStore = {
    create: () => answer('created' as const),
    read: () => answer(undefined),
    replace: () => answer('replaced' as const),
    async *list() {},
    async remove() {},
  };
  const guard = guardStores(
    { state: store, evidence: store },
    { clock, onAway: () => void said.push('away'), onBack: () => void said.push('back') },
  );
  return { guard, world, said, clock };
}

describe('stores behind a guard', () => {
  it('are calls by one call now and then while they are away, and others fail at once', async () => {
    const { guard, world, said, clock } = aGuard();
    world.failure = 'unavailable';
    await expect(guard.stores.state.read('a')).rejects.toMatchObject({ kind: 'unavailable' });
    for (let n = 0; n < 50; n++) {
      await expect(guard.stores.evidence.create('a', new Uint8Array())).rejects.toMatchObject({
        kind: 'unavailable',
        code: 'StoreAway',
      });
    }
    expect(world.calls).toBe(1);
    await clock.advance(2_000);
    const answers = await Promise.allSettled([1, 2, 3].map(() => guard.stores.state.read('a')));
    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect([world.calls, guard.awayMs, said]).toEqual([2, 2_000, ['away']]);
  });

  it('are used by all again as soon as one call gets through', async () => {
    const { guard, world, said, clock } = aGuard();
    world.failure = 'authentication';
    await expect(guard.stores.state.read('a')).rejects.toThrow();
    world.failure = undefined;
    await clock.advance(2_000);
    expect(await guard.stores.state.replace('a', new Uint8Array(), '1')).toBe('replaced');
    expect(await guard.stores.evidence.create('a', new Uint8Array())).toBe('created');
    expect([guard.awayMs, said]).toEqual([0, ['away', 'back']]);
  });

  it('are not away because of one object that makes no sense', async () => {
    const { guard, world, said } = aGuard();
    world.failure = 'protocol';
    await expect(guard.stores.state.read('a')).rejects.toMatchObject({ kind: 'protocol' });
    world.failure = undefined;
    await guard.stores.state.read('b');
    expect([guard.awayMs, said]).toEqual([0, []]);
  });
});
