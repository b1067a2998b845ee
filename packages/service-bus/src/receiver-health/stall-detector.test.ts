import { describe, expect, it } from '@jest/globals';
import { detectStalls } from './stall-detector.ts';

/** Runs the detector until it has looked so often, and says how many stalls it detected. */
async function stalls(
  looks: number,
  lastMessageAt: () => number | undefined,
  waiting: (look: number) => string | undefined,
) {
  const stopping = new AbortController();
  let count = 0;
  let look = 0;
  await detectStalls({
    lastMessageAt: () => {
      if (++look > looks) stopping.abort();
      return lastMessageAt();
    },
    oldestWaiting: async () => {
      const sequenceNumber = waiting(look);
      return sequenceNumber === undefined ? undefined : { sequenceNumber };
    },
    onStalled: () => void count++,
    silenceMs: 1,
    signal: stopping.signal,
  });
  return count;
}

describe('the stall detector', () => {
  it('detects that the same message waits while nothing is received', async () => {
    expect(
      await stalls(
        2,
        () => 0,
        () => '7',
      ),
    ).toBe(1);
  });

  it('leaves a queue alone whose messages move on: another worker takes them', async () => {
    expect(
      await stalls(
        6,
        () => 0,
        (look) => String(look),
      ),
    ).toBe(0);
  });

  it('leaves an empty queue alone', async () => {
    expect(
      await stalls(
        4,
        () => 0,
        () => undefined,
      ),
    ).toBe(0);
  });

  it('does not wonder while messages come, or while none are wanted', async () => {
    expect(
      await stalls(
        4,
        () => Date.now() + 10_000,
        () => '7',
      ),
    ).toBe(0);
    expect(
      await stalls(
        4,
        () => undefined,
        () => '7',
      ),
    ).toBe(0);
  });

  it('goes on when it can not look', async () => {
    const count = await stalls(
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
