import { setTimeout as wait } from 'node:timers/promises';

/** Holds a rate. */
export interface Pace {
  /** Resolves when so many more may go. Rejects with the signal's reason when it aborts meanwhile. */
  take(count: number, signal?: AbortSignal): Promise<void>;
}

/** Time, for a {@link Pace}. */
export interface PaceClock {
  now: () => number;
  wait: (ms: number, signal: AbortSignal | undefined) => Promise<void>;
}

const SYSTEM: PaceClock = {
  now: () => performance.now(),
  wait: (ms, signal) => wait(ms, undefined, signal === undefined ? {} : { signal }),
};

/** At most `perSecond` in any second, evenly spread; 0 is no limit. Time that was not used is not saved up. */
export function createPace(perSecond: number, clock: PaceClock = SYSTEM): Pace {
  let next = 0;
  return {
    async take(count, signal) {
      if (perSecond === 0) return;
      const now = clock.now();
      const turn = Math.max(now, next);
      next = turn + (count * 1_000) / perSecond;
      if (turn > now) await clock.wait(turn - now, signal);
    },
  };
}
