import pLimit from 'p-limit';
import { classifyFailure } from './classify-failure.ts';
import type { Clock } from './clock.ts';
import { DataverseError } from './dataverse-error.ts';
import { untilAborted } from './until-aborted.ts';

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
export function createRequestGate(
  options: GateOptions,
  clock: Clock,
  onTokenRefused: () => void = () => {},
): RequestGate {
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

  const pauseBefore = (error: unknown, tries: number): number | null => {
    if (!(error instanceof DataverseError) || tries >= options.retries) return null;
    if (error.status === 401 && tries === 0) {
      onTokenRefused();
      return 0;
    }
    const delay = error.kind === 'unavailable' ? delayOf(error, tries) : null;
    return delay !== null && delay <= options.maxRetryDelayMs ? delay : null;
  };

  return (send, signal) =>
    limit(async () => {
      for (let tries = 0; ; tries += 1) {
        try {
          signal?.throwIfAborted();
          return await attempt(send, signal);
        } catch (error) {
          const pause = pauseBefore(error, tries);
          if (pause === null) throw error;
          if (pause > 0) await clock.sleep(pause, signal);
        }
      }
    });
}

function slowDown(retryAfterMs: number): DataverseError {
  return new DataverseError({ kind: 'unavailable', sentence: 'Dataverse asked to slow down', retryAfterMs });
}
