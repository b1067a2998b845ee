import type { RetryPolicy } from '../client-options.ts';
import type { SpotlerErrorKind } from '../spotler-error.ts';

/** A failed try, as far as it matters for trying again. */
export interface FailedTry {
  readonly kind: SpotlerErrorKind;
  readonly retryAfterMs: number | undefined;
  /** 1 for the first try. */
  readonly attempt: number;
  /** Rest of the call's total time, in milliseconds. */
  readonly timeLeftMs: number;
}

export type RetryDecision = { readonly retry: false } | { readonly retry: true; readonly delayMs: number };

/**
 * Decides whether a failed try is repeated and after how long. Only `unavailable` is. `random` (0 to 1)
 * spreads the wait over the upper half of the back-off, so that many callers do not come back at once.
 */
export function decideRetry(failed: FailedTry, policy: RetryPolicy, random: number): RetryDecision {
  if (failed.kind !== 'unavailable' || failed.attempt >= policy.attempts) return { retry: false };
  const backOff = Math.min(policy.maxDelayMs, policy.minDelayMs * 2 ** (failed.attempt - 1));
  const delayMs = Math.max(Math.round(backOff * (0.5 + random / 2)), failed.retryAfterMs ?? 0);
  return delayMs < failed.timeLeftMs ? { retry: true, delayMs } : { retry: false };
}
