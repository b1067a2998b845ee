import { describe, expect, it } from '@jest/globals';
import { createManualClock } from '@spotler-connector/clock/testing';
import { createRateLimit } from './rate-limit.ts';

/** When each of these takings was let through, in milliseconds. */
async function turns(perSecond: number, counts: readonly number[]): Promise<number[]> {
  const clock = createManualClock();
  const limit = createRateLimit(perSecond, clock);
  const seen: number[] = [];
  const taking = (async () => {
    for (const count of counts) {
      await limit.take(count);
      seen.push(clock.monotonic());
    }
  })();
  await clock.advance(60_000);
  await taking;
  return seen;
}

describe('createRateLimit', () => {
  it('spreads evenly', async () => {
    expect(await turns(4, [1, 1, 1, 1, 1])).toEqual([0, 250, 500, 750, 1_000]);
  });

  it('counts a page as many', async () => {
    expect(await turns(500, [250, 250, 1])).toEqual([0, 500, 1_000]);
  });

  it('keeps a rate below one a second', async () => {
    expect(await turns(0.5, [1, 1])).toEqual([0, 2_000]);
  });

  it('has no limit at 0', async () => {
    expect(await turns(0, [1_000, 1_000, 1_000])).toEqual([0, 0, 0]);
  });

  it('saves nothing up', async () => {
    const clock = createManualClock();
    const limit = createRateLimit(1, clock);
    await limit.take(1);
    await clock.advance(60_000);
    await limit.take(1);
    const third = limit.take(1);
    expect(clock.sleepers).toBe(1);
    await clock.advance(1_000);
    await third;
  });

  it('lets go at once of who is told to stop', async () => {
    const limit = createRateLimit(1, createManualClock());
    const stop = new AbortController();
    await limit.take(1);
    const taking = limit.take(1, stop.signal);
    stop.abort();
    await expect(taking).resolves.toBeUndefined();
  });
});
