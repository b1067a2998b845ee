import pLimit from 'p-limit';
import { classifyFailure } from './classify-failure.ts';
import type { Clock } from './clock.ts';
import { DataverseError } from './dataverse-error.ts';

/** How requests behave under load. */
export interface GateOptions {
  /** Requests under way at once. */
  concurrency: number;
  /** Repetitions of a request that Dataverse was not available for. */
  retries: number;
  /** Longest wait between two tries, in milliseconds; a longer one is left to the caller. */
  maxRetryDelayMs: number;
  /** Time for one try, in milliseconds. */
  requestTimeoutMs: number;
}

/** Sends something, again if that helps. */
export type RequestGate = <T>(send: (signal: AbortSignal) => Promise<T>, signal?: AbortSignal) => Promise<T>;

const FIRST_DELAY_MS = 250;

/**
 * One gate for everything that this process asks of one Dataverse: when Dataverse asks one request to slow
 * down, all of them wait, for going on lengthens the punishment (learn: service protection API limits).
 */
export function createRequestGate(options: GateOptions, clock: Clock): RequestGate {
  const limit = pLimit(options.concurrency);
  let closedUntil = 0;

  const attempt = async <T>(send: (signal: AbortSignal) => Promise<T>, signal?: AbortSignal): Promise<T> => {
    const wait = closedUntil - clock.now();
    if (wait > options.maxRetryDelayMs) throw slowDown(wait);
    if (wait > 0) await clock.sleep(wait, signal);
    const timeout = AbortSignal.timeout(options.requestTimeoutMs);
    const either = signal === undefined ? timeout : AbortSignal.any([signal, timeout]);
    try {
      return await untilAborted(send(either), either);
    } catch (error) {
      signal?.throwIfAborted();
      if (timeout.aborted)
        throw new DataverseError({ kind: 'unavailable', sentence: 'Dataverse does not answer in time' });
      const failure = classifyFailure(error, clock.now());
      if (failure.status === 429)
        closedUntil = Math.max(closedUntil, clock.now() + (failure.retryAfterMs ?? 0));
      throw failure;
    }
  };

  const delayOf = (failure: DataverseError, tries: number): number =>
    failure.retryAfterMs ??
    Math.min(options.maxRetryDelayMs, FIRST_DELAY_MS * 2 ** tries * (0.5 + clock.random() / 2));

  return (send, signal) =>
    limit(async () => {
      for (let tries = 0; ; tries += 1) {
        try {
          signal?.throwIfAborted();
          return await attempt(send, signal);
        } catch (error) {
          const retry =
            error instanceof DataverseError && error.kind === 'unavailable' && tries < options.retries;
          if (!retry) throw error;
          const delay = delayOf(error, tries);
          if (delay > options.maxRetryDelayMs) throw error;
          await clock.sleep(delay, signal);
        }
      }
    });
}

function slowDown(retryAfterMs: number): DataverseError {
  return new DataverseError({ kind: 'unavailable', sentence: 'Dataverse asked to slow down', retryAfterMs });
}

function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
