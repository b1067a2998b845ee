import type { Clock } from '../clock.ts';

/** The bounds of one call of a public method: its total time and the caller's own AbortSignal. */
export interface CallScope {
  /** The caller's signal; undefined when there is none. */
  readonly signal: AbortSignal | undefined;
  /** What is left of the total time, in milliseconds; never negative. */
  timeLeftMs(): number;
}

/**
 * Opens the bounds. Monotonic time is used, so that a clock that is set back cannot prolong a call. There is no timer:
 * every wait of a call looks at the time that is left before it begins.
 */
export function openCallScope(clock: Clock, totalMs: number, signal: AbortSignal | undefined): CallScope {
  const end = clock.monotonic() + totalMs;
  return { signal, timeLeftMs: () => Math.max(0, end - clock.monotonic()) };
}
