import type { Clock } from '../clock.ts';

/** A clock that stands still until a test moves it. */
export interface ManualClock extends Clock {
  /**
   * Moves on by so many milliseconds, stopping at everything that wakes up on the way, in order, and lets
   * what it sets off run before it goes on. Only what waits on this clock follows it, not the timers of
   * libraries.
   */
  advance(milliseconds: number): Promise<void>;
  /** How many wait on this clock. */
  readonly sleepers: number;
}

interface Sleeper {
  readonly at: number;
  readonly wake: () => void;
}

/** Builds a clock that stands at `start`, in milliseconds since the epoch. */
export function createManualClock(start = 0): ManualClock {
  let time = start;
  const sleepers = new Set<Sleeper>();

  function nextUntil(end: number): Sleeper | undefined {
    return [...sleepers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
  }

  function sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(abortErrorOf(signal));
      const sleeper: Sleeper = {
        at: time + Math.max(0, milliseconds),
        wake() {
          signal?.removeEventListener('abort', abort);
          resolve();
        },
      };
      function abort(): void {
        sleepers.delete(sleeper);
        reject(abortErrorOf(signal));
      }
      signal?.addEventListener('abort', abort, { once: true });
      sleepers.add(sleeper);
    });
  }

  return {
    now: () => time,
    monotonic: () => time - start,
    sleep,
    async advance(milliseconds) {
      const end = time + milliseconds;
      await turn();
      for (let next = nextUntil(end); next !== undefined; next = nextUntil(end)) {
        sleepers.delete(next);
        time = Math.max(time, next.at);
        next.wake();
        await turn();
      }
      time = end;
    },
    get sleepers() {
      return sleepers.size;
    },
  };
}

/** As `node:timers/promises` has it: the signal's reason is the cause. */
function abortErrorOf(signal: AbortSignal | undefined): Error {
  return Object.assign(new Error('The operation was aborted', { cause: signal?.reason }), {
    name: 'AbortError',
    code: 'ABORT_ERR',
  });
}

/** A woken sleeper may sleep again. Its new sleep is set by the end of the turn. */
function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
