/** The bounds of one call of a public method: its total time and the caller's own AbortSignal. */
export interface CallScope {
  /** Aborted by the caller's signal or when the total time is over. */
  readonly signal: AbortSignal;
  /** What is left of the total time, in milliseconds. */
  timeLeftMs(): number;
  /** True when the total time ended the call, and not the caller. */
  isExpired(): boolean;
  /** Lets go of the timer and of the caller's signal. */
  close(): void;
}

/** Opens the bounds. Monotonic time is used, so that a clock that is set back cannot prolong a call. */
export function openCallScope(totalMs: number, caller: AbortSignal | undefined): CallScope {
  const controller = new AbortController();
  const end = performance.now() + totalMs;
  let expired = false;
  const timer = setTimeout(() => {
    expired = true;
    controller.abort();
  }, totalMs);
  const follow = (): void => controller.abort(caller?.reason);
  if (caller?.aborted) follow();
  else caller?.addEventListener('abort', follow, { once: true });
  return {
    signal: controller.signal,
    timeLeftMs: () => Math.max(0, end - performance.now()),
    isExpired: () => expired,
    close: () => {
      clearTimeout(timer);
      caller?.removeEventListener('abort', follow);
    },
  };
}
