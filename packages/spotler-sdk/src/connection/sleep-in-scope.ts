import type { Clock } from '../clock.ts';
import type { CallScope } from './call-scope.ts';

/** Waits so many milliseconds; rejects with the reason of the caller's signal as soon as it is aborted. */
export async function sleepInScope(
  clock: Clock,
  milliseconds: number,
  { signal }: Pick<CallScope, 'signal'>,
): Promise<void> {
  try {
    await clock.sleep(milliseconds, signal);
  } catch (error) {
    // A clock has an `AbortError` of its own; the caller is promised the reason that it gave.
    signal?.throwIfAborted();
    throw error;
  }
}

/**
 * Follows `work`, but rejects as soon as the caller aborts (with the signal's reason) or the total time is
 * over (with `expired`). `work` itself goes on unheard. Time is the client's clock: a library's timers would
 * not follow it.
 */
export async function withinScope<T>(
  clock: Clock,
  work: Promise<T>,
  scope: CallScope,
  expired: () => Error,
): Promise<T> {
  const over = new AbortController();
  const signal = AbortSignal.any(scope.signal === undefined ? [over.signal] : [over.signal, scope.signal]);
  async function expire(): Promise<never> {
    await sleepInScope(clock, scope.timeLeftMs(), { signal });
    throw expired();
  }
  const expiry = expire();
  try {
    return await Promise.race([work, expiry]);
  } finally {
    // Nobody waits for it any more: it ends by being aborted, or has decided the race.
    expiry.catch(() => {});
    over.abort();
  }
}
