import type { CallScope } from './call-scope.ts';

/** Waits `delayMs` milliseconds; rejects with the signal's reason as soon as it is aborted. */
export function wait(delayMs: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const abort = (): void => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', abort);
      resolve();
    }, delayMs);
    signal?.addEventListener('abort', abort, { once: true });
  });
}

/**
 * Follows `work`, but rejects as soon as the caller aborts (with the signal's reason) or the total time is over (with
 * `expired`). `work` itself goes on unheard.
 */
export async function withinScope<T>(work: Promise<T>, scope: CallScope, expired: () => Error): Promise<T> {
  const over = new AbortController();
  const end = AbortSignal.any(scope.signal === undefined ? [over.signal] : [over.signal, scope.signal]);
  const timeOut = wait(scope.timeLeftMs(), end).then(() => {
    throw expired();
  });
  try {
    return await Promise.race([work, timeOut]);
  } finally {
    timeOut.catch(() => {});
    over.abort();
  }
}
