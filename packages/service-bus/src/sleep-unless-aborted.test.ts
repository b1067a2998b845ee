import { describe, expect, it } from '@jest/globals';
import { createManualClock } from '@spotler-connector/clock/testing';
import { sleepUnlessAborted } from './sleep-unless-aborted.ts';

describe('a sleep that can be aborted', () => {
  it('tells whether the time is up', async () => {
    const clock = createManualClock();
    const stopping = new AbortController();
    const whole = sleepUnlessAborted(clock, 10, stopping.signal);
    await clock.advance(10);
    expect(await whole).toBe(true);
    const broken = sleepUnlessAborted(clock, 10, stopping.signal);
    stopping.abort();
    expect(await broken).toBe(false);
    expect(await sleepUnlessAborted(clock, 10, stopping.signal)).toBe(false);
  });

  it('hides no mistake of a clock', async () => {
    const clock = { ...createManualClock(), sleep: () => Promise.reject(new TypeError('no clock')) };
    await expect(sleepUnlessAborted(clock, 10, new AbortController().signal)).rejects.toThrow('no clock');
  });
});
