import type { Clock } from '../clock.ts';

/** A clock that tests move; sleeping moves it at once and is written down. */
export interface TestClock extends Clock {
  advance(milliseconds: number): void;
  slept: number[];
}

/** Test support: starts at 0; `random` is always a half. */
export function aClock(): TestClock {
  let time = 0;
  const slept: number[] = [];
  return {
    slept,
    now: () => time,
    random: () => 0.5,
    advance: (milliseconds) => {
      time += milliseconds;
    },
    sleep: async (milliseconds, signal) => {
      signal?.throwIfAborted();
      slept.push(milliseconds);
      time += milliseconds;
    },
  };
}
