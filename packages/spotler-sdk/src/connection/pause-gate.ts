import type { Clock } from '../clock.ts';

/** Holds back every request of a client while Spotler asks for quiet. */
export interface PauseGate {
  /**
   * Starts or prolongs the pause, in milliseconds from now; never shortens it. Gives its length, which is
   * bounded.
   */
  pauseFor(delayMs: number): number;
  /** Rest of the pause, in whole milliseconds; 0 when there is none. */
  remainingMs(): number;
}

/** Ten minutes: a mistaken Retry-After must not silence the client for a day. */
const MAX_PAUSE_MS = 600_000;

/** Builds a gate that is open. */
export function createPauseGate(clock: Clock): PauseGate {
  let until = 0;
  return {
    pauseFor(delayMs) {
      const bounded = Math.min(delayMs, MAX_PAUSE_MS);
      until = Math.max(until, clock.monotonic() + bounded);
      return bounded;
    },
    remainingMs: () => Math.max(0, Math.ceil(until - clock.monotonic())),
  };
}
