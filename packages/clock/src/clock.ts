import { setTimeout as delay } from 'node:timers/promises';

/** Where time comes from. Nothing else reads the machine's clock or waits for it. */
export interface Clock {
  /** The time of day, in milliseconds since the epoch. It may jump when the machine's clock is set. */
  now(): number;
  /** Milliseconds on a clock that only goes forward, to measure how long something took. */
  monotonic(): number;
  /**
   * Waits so many milliseconds; zero or less is the next turn of the event loop. Rejects with an `AbortError`
   * as soon as `signal` is aborted.
   */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/** The longest that a timer of Node can wait: one that is set for longer fires at once. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/** The time of the machine. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  async sleep(milliseconds, signal) {
    let left = milliseconds;
    for (; left > MAX_TIMER_MS; left -= MAX_TIMER_MS) await delay(MAX_TIMER_MS, undefined, { signal });
    await delay(Math.max(0, left), undefined, { signal });
  },
};
