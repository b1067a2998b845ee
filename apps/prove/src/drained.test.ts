import { describe, expect, it } from '@jest/globals';
import { createManualClock } from '@spotler-connector/clock/testing';
import { drained } from './drained.ts';

/** A queue that is as long as `lengthAt` says, so many seconds after the beginning. */
async function draining(lengthAt: (seconds: number) => number) {
  const clock = createManualClock();
  const said: string[] = [];
  const outcome = drained({
    waiting: () => lengthAt(clock.monotonic() / 1_000),
    maxHaltMs: 60_000,
    clock,
    say: (line) => said.push(line),
  });
  await clock.advance(3_600_000);
  return { ...(await outcome), said };
}

describe('a queue that is waited for', () => {
  it('may take as long as it likes while it gets emptier', async () => {
    const { isEmpty, left, milliseconds } = await draining((seconds) =>
      Math.max(0, 1_200 - Math.floor(seconds)),
    );
    expect(isEmpty).toBe(true);
    expect(left).toBe(0);
    expect(milliseconds).toBe(1_200_000);
  });

  it('is given up when it does not, whatever comes and goes', async () => {
    const { isEmpty, left, milliseconds } = await draining((seconds) => 10 + (Math.floor(seconds) % 3));
    expect(isEmpty).toBe(false);
    expect(left).toBe(10);
    expect(milliseconds).toBe(60_000);
  });

  it('may halt for a while, which is said', async () => {
    const { isEmpty, haltMs } = await draining((seconds) => (seconds < 50 ? 7 : 0));
    expect(isEmpty).toBe(true);
    expect(haltMs).toBe(50_000);
  });

  it('is said every half minute', async () => {
    const { said } = await draining((seconds) => Math.max(0, 61 - Math.floor(seconds)));
    expect(said).toEqual(['31 messages left', '1 messages left']);
  });
});
