import { setTimeout as delay } from 'node:timers/promises';

/** Where the emulator's time comes from: locks, times to live, schedules. */
export interface Clock {
  /** The time of day, in milliseconds since the epoch. It may jump when the machine's clock is set. */
  now(): number;
  /** Milliseconds on a clock that only goes forward, to measure how long something took. */
  monotonic(): number;
  /** Waits so many milliseconds. Rejects with an `AbortError` as soon as `signal` is aborted. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
  /**
   * Calls back once, not before the given time of day, perhaps a little later; gives the function that
   * prevents it.
   */
  callAt(at: number, callback: () => void): () => void;
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
  callAt(at, callback) {
    let timer: NodeJS.Timeout;
    const wait = (): void => {
      const left = at - Date.now();
      timer = left > MAX_TIMER_MS ? setTimeout(wait, MAX_TIMER_MS) : setTimeout(callback, Math.max(0, left));
    };
    wait();
    return () => clearTimeout(timer);
  },
};
