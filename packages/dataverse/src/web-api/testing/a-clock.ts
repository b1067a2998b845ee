import type { Clock } from '@spotler-connector/clock';

/** A clock that tests move; sleeping moves it at once and is written down. */
export interface TestClock extends Clock {
  advance(milliseconds: number): void;
  readonly slept: readonly number[];
}

/** Test support: starts at 0. */
export function aClock(): TestClock {
  let time = 0;
  const slept: number[] = [];
  return {
    slept,
    now: () => time,
    monotonic: () => time,
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
