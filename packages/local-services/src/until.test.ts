import { describe, expect, it } from '@jest/globals';
import { createManualClock } from '@spotler-connector/clock/testing';
import { holdsInTime, until } from './until.ts';

describe('waiting for a condition', () => {
  it('ends as soon as it holds', async () => {
    const clock = createManualClock();
    let looks = 0;
    const waiting = until(() => ++looks === 3, { pollMs: 10, clock });
    await clock.advance(20);
    await waiting;
    expect([looks, clock.monotonic()]).toEqual([3, 20]);
  });

  it('rejects, or says so, when it does not hold in time', async () => {
    const clock = createManualClock();
    const waiting = until(() => false, { timeoutMs: 2_000, clock });
    const saying = holdsInTime(() => false, { timeoutMs: 2_000, clock });
    const rejected = expect(waiting).rejects.toThrow('does not hold after 2 s');
    await clock.advance(2_000);
    await rejected;
    expect(await saying).toBe(false);
  });
});
