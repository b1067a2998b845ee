import { setTimeout as delay } from 'node:timers/promises';

/** Where time and chance come from; tests bring their own. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
  /** Waits so many milliseconds; rejects with the signal's reason when it is aborted meanwhile. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
  /** At least 0, less than 1. */
  random(): number;
}

export const systemClock: Clock = {
  now: Date.now,
  sleep: async (milliseconds, signal) => {
    await delay(milliseconds, undefined, signal === undefined ? {} : { signal });
  },
  random: Math.random,
};
