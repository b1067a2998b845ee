import type { Clock } from '@spotler-connector/clock';
import { ObjectStoreError } from '@spotler-connector/object-store';

/** Options of looking again and again. */
export interface LookingOptions {
  readonly everyMs: number;
  /** Called with the first of several failures of the store in a row. */
  readonly onFailed: (error: ObjectStoreError) => void;
  readonly clock: Clock;
  /** Ends it. */
  readonly signal: AbortSignal;
}

/** Calls `look` now and again and again. A failure of the store ends nothing. */
export function keepLooking(
  look: () => Promise<void>,
  { everyMs, onFailed, clock, signal }: LookingOptions,
): { /** When the last look ended, by the monotonic clock. */ readonly lastAt: number } {
  let lastAt = clock.monotonic();
  let failing = false;

  async function lookOnce(): Promise<void> {
    try {
      await look();
      failing = false;
    } catch (error) {
      if (signal.aborted || !(error instanceof ObjectStoreError)) throw error;
      if (!failing) onFailed(error);
      failing = true;
    }
    lastAt = clock.monotonic();
  }

  async function run(): Promise<void> {
    try {
      for (;;) {
        await lookOnce();
        await clock.sleep(everyMs, signal);
      }
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }

  void run();
  return {
    get lastAt() {
      return lastAt;
    },
  };
}
