import { describe, expect, it } from '@jest/globals';
import { createManualClock } from '@spotler-connector/clock/testing';
import { type ObjectStore, ObjectStoreError } from '@spotler-connector/object-store';
import { createMemoryStore } from '@spotler-connector/object-store/testing/memory-store';
import { type Brake, createBrake } from './create-brake.ts';
import { readBrake, releaseBrake } from './operate-brake.ts';

const MINUTE_MS = 60_000;

/** Asks so many times at once; gives the number of permits. */
async function permitsOf(brake: Brake, times: number): Promise<number> {
  const answers = await Promise.all(Array.from({ length: times }, () => brake.ask()));
  return answers.filter((answer) => answer !== 'held').length;
}

describe('the brake', () => {
  it('allows exactly the limit to workers that ask at once', async () => {
    const [store, clock] = [createMemoryStore(), createManualClock(1)];
    const workers = [1, 2, 3].map(() => createBrake({ limit: 500, store, clock }));
    const permits = await Promise.all(workers.map((brake) => permitsOf(brake, 400)));
    expect(permits.reduce((sum, count) => sum + count, 0)).toBe(500);
    expect((await readBrake(store, clock.now())).used).toBe(500);
  });

  it('allows more than the limit when each worker has it for itself', async () => {
    const clock = createManualClock(1);
    const workers = [1, 2].map(() => createBrake({ limit: 5, store: undefined, clock }));
    expect(await Promise.all(workers.map((brake) => permitsOf(brake, 9)))).toEqual([5, 5]);
  });

  it('asks the store once for all that ask while it is asked', async () => {
    const store = createMemoryStore();
    let writes = 0;
    const counting: ObjectStore = {
      ...store,
      create: (...asked) => {
        writes += 1;
        return store.create(...asked);
      },
      replace: (...asked) => {
        writes += 1;
        return store.replace(...asked);
      },
    };
    const brake = createBrake({ limit: 500, store: counting, clock: createManualClock(1) });
    expect(await permitsOf(brake, 400)).toBe(400);
    expect(writes).toBe(2);
  });

  it('allows as many again when an hour has passed, and never more within any hour', async () => {
    const [store, clock] = [createMemoryStore(), createManualClock(1)];
    const brake = createBrake({ limit: 10, store, clock });
    expect(await permitsOf(brake, 6)).toBe(6);
    await clock.advance(30 * MINUTE_MS);
    expect(await permitsOf(brake, 6)).toBe(4);
    await clock.advance(29 * MINUTE_MS);
    expect(await permitsOf(brake, 6)).toBe(0);
    await clock.advance(MINUTE_MS);
    expect(await permitsOf(brake, 9)).toBe(6);
    await clock.advance(30 * MINUTE_MS);
    expect(await permitsOf(brake, 9)).toBe(4);
  });

  it('allows what a person released, once, and remembers who', async () => {
    const [store, clock] = [createMemoryStore(), createManualClock(1)];
    const brake = createBrake({ limit: 2, store, clock });
    expect(await permitsOf(brake, 4)).toBe(2);
    await releaseBrake(store, { at: clock.now(), count: 3, by: 'someone' });
    await clock.advance(1_000);
    expect(await permitsOf(brake, 9)).toBe(3);
    await clock.advance(1_000);
    expect(await permitsOf(brake, 1)).toBe(0);
    expect(await readBrake(store, clock.now())).toEqual({
      used: 2,
      released: 0,
      releases: [{ at: 1, count: 3, by: 'someone' }],
    });
  });

  it('does not count a permit that was given back, soon enough', async () => {
    const [store, clock] = [createMemoryStore(), createManualClock(1)];
    const brake = createBrake({ limit: 1, store, clock });
    for (let round = 0; round < 3; round++) {
      const permit = await brake.ask();
      expect(permit).not.toBe('held');
      if (permit !== 'held') {
        permit.giveBack();
        permit.giveBack();
      }
    }
    await clock.advance(MINUTE_MS);
    expect(await brake.ask()).toBe('held');
  });

  it('asks nobody when it is switched off', async () => {
    const store = new Proxy(createMemoryStore(), {
      get: () => () => Promise.reject(new Error('asked')),
    });
    expect(await permitsOf(createBrake({ limit: 0, store, clock: createManualClock() }), 1_000)).toBe(1_000);
  });

  it('allows nothing while the store is away, and goes on when it is back', async () => {
    const [store, clock] = [createMemoryStore(), createManualClock(1)];
    let away = true;
    const failing: ObjectStore = {
      ...store,
      read: (...asked) =>
        away ? Promise.reject(new ObjectStoreError({ kind: 'unavailable' })) : store.read(...asked),
    };
    const brake = createBrake({ limit: 5, store: failing, clock });
    await expect(permitsOf(brake, 3)).rejects.toMatchObject({ kind: 'unavailable' });
    away = false;
    expect(await permitsOf(brake, 9)).toBe(5);
  });

  it('allows nothing on a state that it can not read', async () => {
    const store = createMemoryStore();
    await store.create('brake/permits.json', new TextEncoder().encode('{"taken":[]}'));
    const brake = createBrake({ limit: 5, store, clock: createManualClock(1) });
    await expect(brake.ask()).rejects.toMatchObject({ kind: 'protocol', code: 'NotAPermitLedger' });
  });

  it('does not ask the store for each of thousands who are held', async () => {
    const [store, clock] = [createMemoryStore(), createManualClock(1)];
    let reads = 0;
    const counting: ObjectStore = {
      ...store,
      read: (...asked) => {
        reads += 1;
        return store.read(...asked);
      },
    };
    const brake = createBrake({ limit: 1, store: counting, clock });
    await permitsOf(brake, 2);
    const before = reads;
    for (let index = 0; index < 1_000; index++) await brake.ask();
    expect(await brake.ask()).toBe('held');
    expect(reads).toBe(before);
  });
});
