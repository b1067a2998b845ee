import { describe, expect, it } from '@jest/globals';
import { createManualClock } from '@spotler-connector/clock/testing';
import { createMemoryStore } from '@spotler-connector/object-store/testing/memory-store';
import { readGeneration } from './shared-generation.ts';
import { aWorker } from './testing/a-worker.ts';

const LONG = 10_000;
const FOR_GOOD = 400_000;

function aWorld() {
  return [createMemoryStore(), createManualClock()] as const;
}

describe('a worker', () => {
  it('acts at once when it is the first, and when it decides as those that act', async () => {
    const world = aWorld();
    const workers = [await aWorker('one', ...world), await aWorker('one', ...world)];
    expect(workers.map(({ generation }) => generation.mayAct())).toEqual([true, true]);
    expect(workers.map(({ numbers }) => numbers)).toEqual([[1], [1]]);
    expect(await readGeneration(world[0])).toMatchObject({ generation: { number: 1, fingerprint: 'one' } });
  });

  it('that decides otherwise begins a newer generation, and the older one stops before it acts', async () => {
    const [store, clock] = aWorld();
    const old = await aWorker('one', store, clock);
    const young = await aWorker('two', store, clock);
    expect(young.generation.mayAct()).toBe(false);
    let overlap = false;
    for (let n = 0; n < 100; n++) {
      await clock.advance(100);
      overlap ||= old.generation.mayAct() && young.generation.mayAct();
    }
    expect([overlap, old.generation.state, young.generation.state]).toEqual([false, 'superseded', 'acting']);
    expect(young.changes).toEqual(['waiting', 'acting']);
    expect(old.changes).toEqual(['acting', 'superseded']);
    expect([young.numbers, old.numbers]).toEqual([
      [2, 2],
      [1, 2],
    ]);
  });

  it('is rolled back to when it starts later', async () => {
    const [store, clock] = aWorld();
    await aWorker('one', store, clock);
    const young = await aWorker('two', store, clock);
    await clock.advance(LONG);
    const back = await aWorker('one', store, clock);
    await clock.advance(LONG);
    expect([young.generation.state, back.generation.state]).toEqual(['superseded', 'acting']);
    expect(await readGeneration(store)).toMatchObject({ generation: { number: 3 } });
  });

  it('takes over when every worker of a newer generation is gone', async () => {
    const [store, clock] = aWorld();
    const old = await aWorker('one', store, clock);
    const young = await aWorker('two', store, clock);
    await clock.advance(FOR_GOOD);
    expect(old.generation.state).toBe('superseded');
    young.stop();
    await clock.advance(FOR_GOOD);
    expect(old.generation.mayAct()).toBe(true);
  });

  it('does not act before it has read the store, and goes on while the store is away', async () => {
    const [store, clock] = aWorld();
    store.away = true;
    const worker = await aWorker('one', store, clock);
    expect(worker.generation.mayAct()).toBe(false);
    store.away = false;
    await clock.advance(LONG);
    store.away = true;
    await clock.advance(FOR_GOOD);
    expect(worker.generation.mayAct()).toBe(true);
    expect(worker.failures).toHaveLength(2);
  });

  it('that stood still for long does not act before it has looked again', async () => {
    const [store, clock] = aWorld();
    const { generation, stop } = await aWorker('one', store, clock);
    stop();
    await clock.advance(LONG);
    expect(generation.mayAct()).toBe(true);
    await clock.advance(LONG);
    expect(generation.mayAct()).toBe(false);
  });
});
