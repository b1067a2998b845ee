import { describe, expect, it } from '@jest/globals';
import { createManualClock } from '@spotler-connector/clock/testing';
import { pause } from './pause.ts';

describe('pause', () => {
  it('waits for as long as it is asked to', async () => {
    const clock = createManualClock();
    let ended = false;
    const pausing = pause(clock, 10, undefined).then(() => {
      ended = true;
    });
    await clock.advance(9);
    expect(ended).toBe(false);
    await clock.advance(1);
    await pausing;
    expect(ended).toBe(true);
  });

  it('ends without an error when it is aborted', async () => {
    const stop = new AbortController();
    const pausing = pause(createManualClock(), 60_000, stop.signal);
    stop.abort();
    await expect(pausing).resolves.toBeUndefined();
  });

  it('hands on any other error', async () => {
    const broken = { sleep: () => Promise.reject(new TypeError('broken')) };
    await expect(pause(broken, 1, new AbortController().signal)).rejects.toThrow(TypeError);
  });
});
