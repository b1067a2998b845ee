import { describe, expect, it } from '@jest/globals';
import { createManualClock } from '@spotler-connector/clock/testing';
import { ObjectStoreError } from '@spotler-connector/object-store';
import { keepLooking } from './keep-looking.ts';

const EVERY_MS = 100;
const AWAY = new ObjectStoreError({ kind: 'unavailable' });

/** Looks that end as `look` says, with what comes of it. */
async function looking(look: (count: number) => Promise<void>) {
  const clock = createManualClock(7);
  const end = new AbortController();
  const failures: unknown[] = [];
  const seen = { looks: 0, failures };
  const { signal } = end;
  const kept = keepLooking(() => look(++seen.looks), {
    everyMs: EVERY_MS,
    onFailed: (error) => void failures.push(error),
    clock,
    signal,
  });
  await clock.advance(0);
  return { clock, seen, kept, end: () => end.abort() };
}

describe('looking again and again', () => {
  it('looks at once, and then every so often until it is ended', async () => {
    const { clock, seen, kept, end } = await looking(async () => {});
    expect(seen.looks).toBe(1);
    await clock.advance(EVERY_MS - 1);
    expect([seen.looks, kept.lastAt]).toEqual([1, 0]);
    await clock.advance(1);
    expect([seen.looks, kept.lastAt]).toEqual([2, EVERY_MS]);
    end();
    await clock.advance(10 * EVERY_MS);
    expect([seen.looks, clock.sleepers]).toEqual([2, 0]);
  });

  it('tells of the first of several failures in a row, and of the next after a success', async () => {
    const fails = [false, true, true, false, true];
    const { clock, seen, kept } = await looking(async (count) => {
      if (fails[count - 1] === true) throw AWAY;
    });
    const told: number[] = [];
    for (let look = 1; look < fails.length; look++) {
      await clock.advance(EVERY_MS);
      told.push(seen.failures.length);
    }
    expect(told).toEqual([1, 1, 1, 2]);
    expect(seen.failures).toEqual([AWAY, AWAY]);
    // A look that failed is a look all the same: this worker has not stood still.
    expect(kept.lastAt).toBe(4 * EVERY_MS);
  });

  it('tells of nothing that fails because it was ended', async () => {
    const stop = new AbortController();
    const { clock, seen, end } = await looking(async (count) => {
      if (count === 1) return;
      stop.abort();
      throw AWAY;
    });
    stop.signal.addEventListener('abort', end);
    await clock.advance(EVERY_MS);
    await clock.advance(EVERY_MS);
    expect(seen).toEqual({ looks: 2, failures: [] });
  });
});
