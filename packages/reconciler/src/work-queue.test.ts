import { describe, expect, it } from '@jest/globals';
import { createWorkQueue } from './work-queue.ts';

/** A queue whose runs end when the test says so. */
function aQueue(concurrency = 1) {
  const started: string[] = [];
  const ends: (() => void)[] = [];
  const queue = createWorkQueue<number>({
    concurrency,
    run(key) {
      const run = started.push(key);
      const { promise, resolve } = Promise.withResolvers<number>();
      ends.push(() => resolve(run));
      return promise;
    },
  });
  const endNext = async () => {
    ends.shift()?.();
    await new Promise(setImmediate);
  };
  return { queue, started, endNext };
}

describe('the work queue', () => {
  it('starts at once what fits', () => {
    const { queue, started } = aQueue(2);
    for (const key of ['a', 'b', 'c']) void queue.submit(key);
    expect(started).toEqual(['a', 'b']);
    expect(queue.size).toEqual({ waiting: 1, running: 2 });
  });

  it('never runs one key twice at once', async () => {
    const { queue, started, endNext } = aQueue(5);
    void queue.submit('a');
    void queue.submit('a');
    expect(started).toEqual(['a']);
    await endNext();
    expect(started).toEqual(['a', 'a']);
  });

  it('spends two runs on a burst of a hundred', async () => {
    const { queue, started, endNext } = aQueue();
    const burst = Array.from({ length: 100 }, () => queue.submit('a'));
    await endNext();
    await endNext();
    expect(started).toHaveLength(2);
    const outcomes = await Promise.all(burst);
    expect(outcomes).toEqual([1, ...Array.from({ length: 99 }, () => 2)]);
  });

  it('answers nobody with a run that started before they asked', async () => {
    const { queue, endNext } = aQueue();
    const first = queue.submit('a');
    const second = queue.submit('a');
    await endNext();
    await expect(first).resolves.toBe(1);
    expect(queue.size).toEqual({ waiting: 0, running: 1 });
    await endNext();
    await expect(second).resolves.toBe(2);
  });

  it('lets a busy key wait behind those that came before its next turn', async () => {
    const { queue, started, endNext } = aQueue();
    for (const key of ['busy', 'busy', 'b', 'c']) void queue.submit(key);
    for (let turn = 0; turn < 4; turn++) await endNext();
    expect(started).toEqual(['busy', 'b', 'c', 'busy']);
  });

  it('takes urgent work first', async () => {
    const { queue, started, endNext } = aQueue();
    for (const key of ['running', 'a', 'b']) void queue.submit(key);
    void queue.submit('gone', 'urgent');
    void queue.submit('b', 'urgent');
    for (let turn = 0; turn < 4; turn++) await endNext();
    expect(started).toEqual(['running', 'gone', 'b', 'a']);
  });

  it('runs urgent work to its end when there is nothing else', async () => {
    const { queue, started, endNext } = aQueue();
    const keys = Array.from({ length: 12 }, (_, index) => `urgent ${index}`);
    for (const key of keys) void queue.submit(key, 'urgent');
    for (let turn = 0; turn < keys.length; turn++) await endNext();
    expect(started).toEqual(keys);
  });

  it('gives ordinary work a turn however much urgent work there is', async () => {
    const { queue, started, endNext } = aQueue();
    void queue.submit('running');
    void queue.submit('ordinary');
    for (let n = 0; n < 10; n++) void queue.submit(`urgent ${n}`, 'urgent');
    for (let turn = 0; turn < 7; turn++) await endNext();
    expect(started).toContain('ordinary');
  });

  it('lets everything go ahead of low work, but never for good', async () => {
    const { queue, started, endNext } = aQueue();
    void queue.submit('running');
    for (const key of ['low', 'wanted after all']) void queue.submit(key, 'low');
    for (let n = 0; n < 40; n++) void queue.submit(`ordinary ${n}`);
    void queue.submit('wanted after all', 'urgent');
    for (let turn = 0; turn < 42; turn++) await endNext();
    expect(started.slice(0, 3)).toEqual(['running', 'wanted after all', 'ordinary 0']);
    expect(started.indexOf('low')).toBeGreaterThan(30);
    expect(started.indexOf('low')).toBeLessThan(36);
  });

  it.each([
    ['one that waits behind urgent work comes after four of it', 'urgent', 'ordinary', 4],
    ['one of low priority comes after 32 others', 'ordinary', 'low', 32],
    ['one of low priority comes after 32 urgent ones', 'urgent', 'low', 32],
  ] as const)('has a turn for everybody: %s', async (_title, ahead, behind, count) => {
    const { queue, started, endNext } = aQueue();
    void queue.submit('running', ahead);
    for (const key of ['behind 1', 'behind 2']) void queue.submit(key, behind);
    for (let n = 0; n < 3 * count; n++) void queue.submit(`ahead ${n}`, ahead);
    for (let turn = 0; turn < 2 * count + 3; turn++) await endNext();
    const places = ['behind 1', 'behind 2'].map((key) => started.indexOf(key));
    expect(places).toEqual([count + 1, 2 * count + 2]);
  });

  it('counts what went ahead anew once nobody is passed over, and lets nobody fall back', async () => {
    const { queue, started, endNext } = aQueue();
    for (const key of ['running', 'u1', 'u2', 'u3', 'u4']) void queue.submit(key, 'urgent');
    for (let turn = 0; turn < 4; turn++) await endNext();
    void queue.submit('a');
    void queue.submit('u5', 'urgent');
    // Asked for once more with less hurry, it stays where it is.
    void queue.submit('u5', 'low');
    void queue.submit('u6', 'urgent');
    for (let turn = 0; turn < 3; turn++) await endNext();
    expect(started.slice(5)).toEqual(['u5', 'u6', 'a']);
  });

  it('keeps the order of those that ask again with the same hurry', async () => {
    const { queue, started, endNext } = aQueue();
    for (const key of ['running', 'a', 'b', 'a']) void queue.submit(key);
    for (let turn = 0; turn < 3; turn++) await endNext();
    expect(started).toEqual(['running', 'a', 'b']);
  });

  it('hands on what a run throws and goes on', async () => {
    const queue = createWorkQueue<string>({
      concurrency: 1,
      run: async (key) => {
        if (key === 'bad') throw new Error('no');
        return key;
      },
    });
    await expect(queue.submit('bad')).rejects.toThrow('no');
    await expect(queue.submit('good')).resolves.toBe('good');
  });

  it('keeps nothing of a key whose work is done', async () => {
    const { queue, endNext } = aQueue();
    const done = queue.submit('a');
    await endNext();
    await done;
    expect(queue.size).toEqual({ waiting: 0, running: 0 });
  });
});
