import { setImmediate as turn } from 'node:timers/promises';
import type { Clock } from '@spotler-connector/clock';

/**
 * Builds a clock on which nobody waits: whoever sleeps wakes up at the next turn, and it is that much later.
 */
export function createFastClock(start: number): Clock {
  let time = start;
  return {
    now: () => time,
    monotonic: () => time - start,
    async sleep(milliseconds, signal) {
      const end = time + Math.max(0, milliseconds);
      await turn(undefined, { signal });
      time = Math.max(time, end);
    },
  };
}
