import { describe, expect, it } from '@jest/globals';
import { inLanes } from './in-lanes.ts';

const ITEMS = Array.from({ length: 50 }, (_, index) => index);

describe('work in lanes', () => {
  it('is done on every item, so many at a time, and keeps their order', async () => {
    let running = 0;
    let most = 0;
    const results = await inLanes(ITEMS, 7, async (item) => {
      running += 1;
      most = Math.max(most, running);
      await new Promise(setImmediate);
      running -= 1;
      return item * 2;
    });
    expect(results).toEqual(ITEMS.map((item) => item * 2));
    expect(most).toBe(7);
  });

  it('begins nothing more after a failure', async () => {
    const begun: number[] = [];
    const work = inLanes(ITEMS, 2, async (item) => {
      begun.push(item);
      await new Promise(setImmediate);
      if (item === 3) throw new Error('no');
    });
    await expect(work).rejects.toThrow('no');
    await new Promise(setImmediate);
    expect(begun.length).toBeLessThan(6);
  });

  it('is nothing without items', async () => {
    expect(await inLanes([], 3, async () => 1)).toEqual([]);
  });
});
