import type { Clock } from '@spotler-connector/clock';
import { pause } from './pause.ts';

/** Keeps a number of messages per second. */
export interface RateLimit {
  /** Resolves when so many more may go, or when `signal` is aborted: its caller looks at the signal. */
  take(count: number, signal?: AbortSignal): Promise<void>;
}

/**
 * Builds a {@link RateLimit} of `perSecond`, evenly spread; 0 is no limit. Time that was not used is not
 * saved up.
 */
export function createRateLimit(perSecond: number, clock: Pick<Clock, 'monotonic' | 'sleep'>): RateLimit {
  let next = Number.NEGATIVE_INFINITY;
  return {
    async take(count, signal) {
      if (perSecond === 0) return;
      const now = clock.monotonic();
      const turn = Math.max(now, next);
      next = turn + (count * 1_000) / perSecond;
      if (turn > now) await pause(clock, turn - now, signal);
    },
  };
}
