import { setImmediate as turn } from 'node:timers/promises';
import type { Clock } from '../clock.ts';

/**
 * A clock on which nobody waits: a turn of the event loop after somebody sleeps, it is past the time to wake
 * up.
 */
export interface JumpingClock extends Clock {
  /** How long each sleep was, in milliseconds, in order. */
  readonly sleeps: readonly number[];
  /** Moves on by so many milliseconds. */
  advance(milliseconds: number): void;
}

/**
 * Builds a clock that stands at `start`, in milliseconds since the epoch. Not for calls that wait in line for
 * a slot.
 */
export function aJumpingClock(start = 0): JumpingClock {
  let time = start;
  const sleeps: number[] = [];
  return {
    now: () => time,
    monotonic: () => time - start,
    sleeps,
    advance(milliseconds) {
      time += milliseconds;
    },
    async sleep(milliseconds, signal) {
      const until = time + milliseconds;
      sleeps.push(milliseconds);
      await turn(undefined, { signal });
      time = Math.max(time, until);
    },
  };
}
