import type { Clock } from '../clock.ts';

/** The bounds of one call of a public method, and what is known about its writes. */
export interface CallScope {
  /** The caller's signal; undefined when there is none. */
  readonly signal: AbortSignal | undefined;
  /** Rest of the total time, in milliseconds; never negative. */
  timeLeftMs(): number;
  /** Whether a write of this call may still take effect, although nobody answered it. */
  isAmbiguous(): boolean;
  /** Remembers that a try of a write ended without Spotler's answer. */
  markAmbiguous(): void;
}

/**
 * Opens the bounds. Monotonic time is used, so that a clock that is set back cannot prolong a call. There is
 * no timer: every wait of a call looks at the time that is left before it begins.
 */
export function openCallScope(clock: Clock, totalMs: number, signal: AbortSignal | undefined): CallScope {
  const end = clock.monotonic() + totalMs;
  let ambiguous = false;
  return {
    signal,
    timeLeftMs: () => Math.max(0, end - clock.monotonic()),
    isAmbiguous: () => ambiguous,
    markAmbiguous() {
      ambiguous = true;
    },
  };
}
