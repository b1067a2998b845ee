import { describe, expect, it } from '@jest/globals';
import { createManualClock } from '@spotler-connector/clock/testing';
import { createMemoryStore } from '@spotler-connector/object-store/testing/memory-store';
import { type StoreCall, watchStore } from '@spotler-connector/object-store/testing/watch-store';
import { readGeneration } from './shared-generation.ts';
import { aWorker } from './testing/a-worker.ts';

const LOOK_EVERY_MS = 2_000;
const HANDOVER_MS = 6_000;
const MAX_BLIND_MS = 15_000;
const BEAT_EVERY_MS = 60_000;
const MAX_SILENT_MS = 180_000;

function aWorld() {
  return [createMemoryStore(), createManualClock(50)] as const;
}

describe('a worker of a generation', () => {
  it('waits until those of an older one have noticed and ended, and no longer', async () => {
    const [store, clock] = aWorld();
    const old = await aWorker('one', store, clock);
    const young = await aWorker('two', store, clock);
    await clock.advance(LOOK_EVERY_MS);
    expect([old.generation.state, young.generation.state]).toEqual(['superseded', 'waiting']);
    await clock.advance(HANDOVER_MS - LOOK_EVERY_MS - 1);
    expect(young.generation.state).toBe('waiting');
    await clock.advance(1);
    expect(young.generation.state).toBe('acting');
  });

  it('may act for so long after it has looked last', async () => {
    const { generation, stop, ...worker } = await aWorker('one', ...aWorld());
    expect(worker.changes).toEqual(['acting']);
    stop();
    const [store, clock] = aWorld();
    const still = await aWorker('one', store, clock);
    still.stop();
    await clock.advance(MAX_BLIND_MS - 1);
    expect(still.generation.mayAct()).toBe(true);
    await clock.advance(1);
    expect(still.generation.mayAct()).toBe(false);
    expect(generation.state).toBe('acting');
  });

  it('says that it lives when nobody has said so for a minute', async () => {
    const [store, clock] = aWorld();
    const { changes } = await aWorker('one', store, clock);
    await aWorker('one', store, clock);
    const beats: (number | undefined)[] = [];
    const times = [BEAT_EVERY_MS, LOOK_EVERY_MS, BEAT_EVERY_MS, LOOK_EVERY_MS, LOOK_EVERY_MS];
    for (const milliseconds of times) {
      await clock.advance(milliseconds);
      beats.push((await readGeneration(store))?.generation.beat);
    }
    expect(beats).toEqual([0, 1, 1, 1, 2]);
    expect((await readGeneration(store))?.generation).toMatchObject({ number: 1, since: 50 });
    expect(changes).toEqual(['acting']);
  });

  it('takes over when nobody of the newer one has said so for three minutes, not before', async () => {
    const [store, clock] = aWorld();
    const old = await aWorker('one', store, clock);
    const young = await aWorker('two', store, clock);
    await clock.advance(LOOK_EVERY_MS);
    young.stop();
    await clock.advance(MAX_SILENT_MS);
    expect(old.generation.state).toBe('superseded');
    await clock.advance(LOOK_EVERY_MS);
    expect(old.generation.state).toBe('waiting');
    await clock.advance(HANDOVER_MS);
    expect([old.generation.state, old.numbers.at(-1)]).toEqual(['acting', 3]);
  });

  it('does not begin a generation when somebody else was faster', async () => {
    const [store, clock] = aWorld();
    const faster = {
      ...store,
      async create(name: string, body: Uint8Array) {
        await store.create(
          name,
          Buffer.from(JSON.stringify({ number: 1, fingerprint: 'two', since: 1, beat: 0 })),
        );
        return store.create(name, body);
      },
    };
    const { generation, changes } = await aWorker('one', faster, clock);
    expect([generation.state, generation.mayAct(), changes]).toEqual(['unknown', false, []]);
    await clock.advance(LOOK_EVERY_MS);
    expect([generation.state, changes]).toEqual(['waiting', ['waiting']]);
  });

  it('waits for the store no longer than it lives itself', async () => {
    const [store, clock] = aWorld();
    const calls: StoreCall[] = [];
    const { signal } = await aWorker('one', watchStore(store, calls), clock);
    await clock.advance(BEAT_EVERY_MS + 2 * LOOK_EVERY_MS);
    expect(new Set(calls.map(({ call }) => call))).toEqual(new Set(['read', 'create', 'replace']));
    for (const { options } of calls) expect(options).toEqual({ signal });
  });
});
