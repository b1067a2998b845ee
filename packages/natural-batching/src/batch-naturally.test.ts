import { describe, expect, it } from '@jest/globals';
import { type BatchLimits, batchNaturally } from './batch-naturally.ts';

/** Lets everything run that is ready. */
async function turn(): Promise<void> {
  for (let turns = 0; turns < 4; turns += 1) await new Promise(setImmediate);
}

/** A clock that stands still until it is moved. */
function aClock() {
  let now = 1_000;
  const sleepers: { readonly at: number; readonly wake: () => void }[] = [];
  return {
    sleepers,
    monotonic: () => now,
    sleep: (milliseconds: number) =>
      new Promise<void>((wake) => void sleepers.push({ at: now + milliseconds, wake })),
    async advance(milliseconds: number): Promise<void> {
      now += milliseconds;
      for (const sleeper of sleepers.splice(0)) {
        if (sleeper.at <= now) sleeper.wake();
        else sleepers.push(sleeper);
      }
      await turn();
    },
  };
}

/** A place where requests stay until a test answers them. */
function aService(limits: Partial<BatchLimits> = {}) {
  const requests: { readonly items: readonly number[]; readonly answer: () => void }[] = [];
  const ask = batchNaturally<number>(
    (items) => new Promise((answer) => requests.push({ items, answer: () => answer() })),
    { maxItems: 10, maxRequests: 4, ...limits },
  );
  return { requests, ask, items: () => requests.map((request) => request.items) };
}

describe('natural batching', () => {
  it('sends an item at once when nothing is under way', async () => {
    const { ask, items } = aService();
    ask(1);
    await turn();
    expect(items()).toEqual([[1]]);
  });

  it('joins what is asked in the same moment', async () => {
    const { ask, items } = aService();
    ask(1);
    await Promise.resolve().then(() => ask(2));
    await turn();
    expect(items()).toEqual([[1, 2]]);
  });

  it('joins what is asked while a request is under way into the next one', async () => {
    const { ask, items, requests } = aService();
    ask(1);
    await turn();
    ask(2);
    await turn();
    ask(3);
    await turn();
    expect(items()).toEqual([[1]]);
    requests[0]?.answer();
    await turn();
    expect(items()).toEqual([[1], [2, 3]]);
  });

  it('starts further requests at once while few items are under way', async () => {
    const { ask, items } = aService({ eagerItems: 2 });
    for (const item of [1, 2, 3]) {
      ask(item);
      await turn();
    }
    expect(items()).toEqual([[1], [2]]);
  });

  it('sends a batch beside another as soon as it is exactly full', async () => {
    const { ask, items } = aService({ maxItems: 2, maxRequests: 2 });
    ask(1);
    await turn();
    ask(2);
    await turn();
    expect(items()).toEqual([[1]]);
    ask(3);
    await turn();
    expect(items()).toEqual([[1], [2, 3]]);
  });

  it('sends a full batch beside another, up to the number of requests', async () => {
    const { ask, items } = aService({ maxItems: 2, maxRequests: 2 });
    for (let item = 1; item <= 7; item += 1) ask(item);
    await turn();
    expect(items()).toEqual([
      [1, 2],
      [3, 4],
    ]);
  });

  it('loses no item and sends none twice, whatever the order of answers', async () => {
    const { ask, items, requests } = aService({ maxItems: 3, maxRequests: 2, eagerItems: 2 });
    let answered = 0;
    for (let item = 0; item < 100; item += 1) {
      ask(item);
      if (item % 4 === 0) await turn();
      if (item % 7 === 0) requests[answered++]?.answer();
    }
    for (; answered < 100; answered += 1) {
      await turn();
      requests[answered]?.answer();
    }
    expect(items().flat()).toEqual(Array.from({ length: 100 }, (_, item) => item));
  });

  it('waits between requests while much waits, and takes along what arrives until then', async () => {
    const clock = aClock();
    const { ask, items, requests } = aService({ eagerItems: 2, spacing: { milliseconds: 50, clock } });
    ask(1);
    ask(2);
    await turn();
    ask(3);
    ask(4);
    await clock.advance(20);
    requests[0]?.answer();
    await turn();
    ask(5);
    await clock.advance(29);
    await turn();
    expect(items()).toEqual([[1, 2]]);
    await clock.advance(1);
    await turn();
    expect(items()).toEqual([
      [1, 2],
      [3, 4, 5],
    ]);
    expect(clock.sleepers).toEqual([]);
    for (const item of [6, 7]) ask(item);
    requests[1]?.answer();
    await clock.advance(49);
    expect(items()).toHaveLength(2);
    await clock.advance(1);
    expect(items().at(-1)).toEqual([6, 7]);
  });

  it('does not wait between requests while little waits, or as soon as one is full', async () => {
    const spacing = { milliseconds: 50, clock: aClock() };
    const { ask, items, requests } = aService({ eagerItems: 2, maxItems: 3, spacing });
    ask(1);
    ask(2);
    await turn();
    requests[0]?.answer();
    ask(3);
    await turn();
    expect(items()).toEqual([[1, 2], [3]]);
    requests[1]?.answer();
    for (const item of [4, 5]) ask(item);
    await turn();
    expect(items()).toHaveLength(2);
    ask(6);
    await turn();
    expect(items().at(-1)).toEqual([4, 5, 6]);
  });
});
