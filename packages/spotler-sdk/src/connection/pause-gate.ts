/** Holds back every request of a client while Spotler asks for quiet. */
export interface PauseGate {
  /** Starts or prolongs the pause, in milliseconds from now; never shortens it. */
  pauseFor(delayMs: number): void;
  /** What is left of the pause, in milliseconds; 0 when there is none. */
  remainingMs(): number;
}

/** Ten minutes: a mistaken Retry-After must not silence the client for a day. */
const LONGEST_PAUSE_MS = 600_000;

export function createPauseGate(): PauseGate {
  let until = 0;
  return {
    pauseFor: (delayMs) => {
      until = Math.max(until, performance.now() + Math.min(delayMs, LONGEST_PAUSE_MS));
    },
    remainingMs: () => Math.max(0, until - performance.now()),
  };
}
