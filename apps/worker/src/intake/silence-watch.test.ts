import { describe, expect, it } from '@jest/globals';
import { watchForSilence } from './silence-watch.ts';

/** Runs the watch until it has looked so often, and says how often it rebuilt. */
async function rebuilds(
  looks: number,
  lastHeard: () => number | undefined,
  waiting: (look: number) => string | undefined,
) {
  const stopping = new AbortController();
  let count = 0;
  let look = 0;
  await watchForSilence({
    lastHeard: () => {
      if (++look > looks) stopping.abort();
      return lastHeard();
    },
    oldestWaiting: async () => {
      const sequenceNumber = waiting(look);
      return sequenceNumber === undefined ? undefined : { sequenceNumber };
    },
    rebuild: () => void count++,
    silenceMs: 1,
    signal: stopping.signal,
  });
  return count;
}

describe('the watch for silence', () => {
  it('rebuilds when the same message waits while nothing is heard', async () => {
    expect(
      await rebuilds(
        2,
        () => 0,
        () => '7',
      ),
    ).toBe(1);
  });

  it('leaves a queue alone whose messages move on: another worker takes them', async () => {
    expect(
      await rebuilds(
        6,
        () => 0,
        (look) => String(look),
      ),
    ).toBe(0);
  });

  it('leaves an empty queue alone', async () => {
    expect(
      await rebuilds(
        4,
        () => 0,
        () => undefined,
      ),
    ).toBe(0);
  });

  it('does not wonder while messages come, or while none are wanted', async () => {
    expect(
      await rebuilds(
        4,
        () => Date.now() + 10_000,
        () => '7',
      ),
    ).toBe(0);
    expect(
      await rebuilds(
        4,
        () => undefined,
        () => '7',
      ),
    ).toBe(0);
  });

  it('goes on when it can not look', async () => {
    const count = await rebuilds(
      3,
      () => 0,
      (look) => {
        if (look === 1) throw new Error('away');
        return '7';
      },
    );
    expect(count).toBe(1);
  });
});
