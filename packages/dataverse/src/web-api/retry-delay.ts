import type { DataverseError } from './dataverse-error.ts';

/** How long and how often to try again. */
export interface RetryOptions {
  /** Repetitions of a request that Dataverse was not available for. */
  readonly retries: number;
  /** Longest wait between two tries, in milliseconds; a longer one is left to the caller. */
  readonly maxRetryDelayMs: number;
}

const FIRST_DELAY_MS = 250;

/**
 * Milliseconds until the next try after so many failed ones, or null to stop. A refused token is tried once
 * more at once, for it may have expired on the way. `random` is at least 0 and less than 1.
 */
export function retryDelay(
  error: DataverseError,
  failedTries: number,
  { retries, maxRetryDelayMs }: RetryOptions,
  random: number,
): number | null {
  if (failedTries > retries) return null;
  if (error.status === 401) return failedTries === 1 ? 0 : null;
  if (error.kind !== 'unavailable') return null;
  const growing = FIRST_DELAY_MS * 2 ** (failedTries - 1) * (0.5 + random / 2);
  const delay = error.retryAfterMs ?? Math.min(maxRetryDelayMs, growing);
  return delay <= maxRetryDelayMs ? delay : null;
}
