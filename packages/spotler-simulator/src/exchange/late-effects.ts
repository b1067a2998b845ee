import type { Clock } from '@spotler-connector/clock';

/** Changes that are still to come, although whoever asked for them has given up. */
export interface LateEffects {
  /** Applies a change after so many milliseconds, unless the simulator is closed or reset before. */
  schedule(milliseconds: number, apply: () => void): void;
  /** How many are still to come. */
  pending(): number;
  /** Applies all that are still to come now, in the order in which they were asked for. */
  applyNow(): void;
  /** Forgets those that are still to come. */
  clear(): void;
}

/** Builds an empty list. */
export function createLateEffects(clock: Clock, closing: AbortSignal): LateEffects {
  let reset = new AbortController();
  let due = new AbortController();
  let pending = 0;

  async function applyLater(
    milliseconds: number,
    apply: () => void,
    forgotten: AbortSignal,
    dueNow: AbortSignal,
  ): Promise<void> {
    pending++;
    try {
      await clock.sleep(milliseconds, AbortSignal.any([forgotten, dueNow]));
    } catch (error) {
      if (forgotten.aborted) return;
      if (!dueNow.aborted) throw error;
    } finally {
      pending--;
    }
    apply();
  }

  return {
    schedule(milliseconds, apply) {
      void applyLater(milliseconds, apply, AbortSignal.any([closing, reset.signal]), due.signal);
    },
    pending: () => pending,
    applyNow() {
      due.abort();
      due = new AbortController();
    },
    clear() {
      reset.abort();
      reset = new AbortController();
    },
  };
}
