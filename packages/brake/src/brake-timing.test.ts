import { describe, expect, it } from '@jest/globals';
import { createManualClock } from '@spotler-connector/clock/testing';
import { createMemoryStore } from '@spotler-connector/object-store/testing/memory-store';
import { type StoreCall, watchStore } from '@spotler-connector/object-store/testing/watch-store';
import { type Brake, createBrake, type Permit } from './create-brake.ts';
import { readBrake, releaseBrake } from './operate-brake.ts';

const SPARE_MS = 60_000;
const HELD_MS = 1_000;

async function permitOf(brake: Brake): Promise<Permit> {
  const permit = await brake.ask();
  if (permit === 'held') throw new Error('There was none');
  return permit;
}

describe('a permit that was given back', () => {
  it.each([
    { at: 'in time', afterMs: SPARE_MS - 1, used: 1 },
    { at: 'too late', afterMs: SPARE_MS, used: 2 },
  ])('$at, counts $used together with the next', async ({ afterMs, used }) => {
    const [store, clock] = [createMemoryStore(), createManualClock(1)];
    const brake = createBrake({ limit: 5, store, clock });
    (await permitOf(brake)).giveBack();
    await clock.advance(afterMs);
    await permitOf(brake);
    expect((await readBrake(store, clock.now())).used).toBe(used);
  });

  it('is one, however often it is given back', async () => {
    const [store, clock] = [createMemoryStore(), createManualClock(1)];
    const brake = createBrake({ limit: 5, store, clock });
    const permit = await permitOf(brake);
    permit.giveBack();
    permit.giveBack();
    for (let count = 0; count < 2; count++) await permitOf(brake);
    expect((await readBrake(store, clock.now())).used).toBe(2);
  });
});

describe('whoever is held', () => {
  it('asks the store again after a second, and not before', async () => {
    const [store, clock] = [createMemoryStore(), createManualClock(1)];
    const brake = createBrake({ limit: 1, store, clock });
    await permitOf(brake);
    expect(await brake.ask()).toBe('held');
    await releaseBrake(store, { at: clock.now(), count: 1, by: 'someone' });
    await clock.advance(HELD_MS - 1);
    expect(await brake.ask()).toBe('held');
    await clock.advance(1);
    await permitOf(brake);
  });

  it('is not asked for when everybody has a permit', async () => {
    const clock = createManualClock(1);
    const brake = createBrake({ limit: 3, store: createMemoryStore(), clock });
    await Promise.all([permitOf(brake), permitOf(brake)]);
    await permitOf(brake);
  });

  it('comes behind whoever asked before', async () => {
    const brake = createBrake({ limit: 2, store: createMemoryStore(), clock: createManualClock(1) });
    const answers = await Promise.all([1, 2, 3].map(() => brake.ask()));
    expect(answers.map((answer) => answer === 'held')).toEqual([false, false, true]);
  });
});

describe('a look at the brake', () => {
  it.each([
    ['that all workers share', createMemoryStore()],
    ['of one worker', undefined],
  ])('%s takes no permit', async (_title, store) => {
    const brake = createBrake({ limit: 2, store, clock: createManualClock(1) });
    const seen: string[] = [];
    for (let count = 0; count < 3; count++) {
      for (let looks = 0; looks < 3; looks++) seen.push(await brake.look());
      await brake.ask();
    }
    expect(seen).toEqual([...Array(6).fill('permitted'), ...Array(3).fill('held')]);
  });

  it('that is switched off asks nobody', async () => {
    const store = createMemoryStore();
    store.away = true;
    expect(await createBrake({ limit: 0, store, clock: createManualClock(1) }).look()).toBe('permitted');
    const brake = createBrake({ limit: 1, store, clock: createManualClock(1) });
    await expect(brake.look()).rejects.toMatchObject({ kind: 'unavailable' });
  });
});

describe('the store', () => {
  it('is written for whoever gets a permit only', async () => {
    const [store, clock] = [createMemoryStore(), createManualClock(1)];
    const brake = createBrake({ limit: 1, store, clock });
    await permitOf(brake);
    const before = store.objects.get('brake/permits.json');
    await clock.advance(HELD_MS);
    expect(await brake.ask()).toBe('held');
    expect(store.objects.get('brake/permits.json')).toBe(before);
  });

  it('is given up when the worker ends', async () => {
    const calls: StoreCall[] = [];
    const store = watchStore(createMemoryStore(), calls);
    const end = new AbortController();
    const { signal } = end;
    const brake = createBrake({ limit: 5, store, clock: createManualClock(1), signal });
    await permitOf(brake);
    await permitOf(brake);
    await brake.look();
    expect(calls.map(({ call }) => call)).toEqual(['read', 'create', 'read', 'replace', 'read']);
    for (const { options } of calls) expect(options).toEqual({ signal });
    end.abort();
    await expect(brake.ask()).rejects.toMatchObject({ name: 'AbortError' });
    expect(calls).toHaveLength(5);
  });
});
