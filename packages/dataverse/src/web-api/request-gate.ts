import type { Clock } from '@spotler-connector/clock';
import { untilAborted } from '@spotler-connector/natural-batching';
import pLimit from 'p-limit';
import { classifyFailure } from './classify-failure.ts';
import { DataverseError } from './dataverse-error.ts';
import type { RequestBudget } from './request-budget.ts';
import { type RetryOptions, retryDelay } from './retry-delay.ts';

/** How requests behave under load. */
export interface GateOptions extends RetryOptions {
  /** Requests under way at once. */
  readonly concurrency: number;
  /** Time for one try, in milliseconds. */
  readonly requestTimeoutMs: number;
  /** Chance, at least 0 and less than 1. */
  readonly random: () => number;
}

/**
 * Sends something, again if that helps. What must not happen twice is sent again only when Dataverse has said
 * that it did nothing: after a 429 or a refused token.
 */
export type RequestGate = <T>(send: Send<T>, signal?: AbortSignal, once?: boolean) => Promise<T>;

type Send<T> = (signal: AbortSignal) => Promise<T>;

/** Things that a gate works with. */
export interface GateNeighbours {
  /** Gives each request its turn. Without one, only a 429 slows requests down. */
  readonly budget?: Pick<RequestBudget, 'turn'> | undefined;
  /** Called when a token is refused, before the request is tried once more. */
  readonly onTokenRefused?: (() => void) | undefined;
}

/** Until when nothing may be sent, because Dataverse asked one request to slow down. */
interface Pause {
  until: number;
}

/**
 * One gate for everything that this process asks of one Dataverse: when Dataverse asks one request to slow
 * down, all of them wait, for going on lengthens the punishment (learn: service protection API limits).
 */
export function createRequestGate(
  options: GateOptions,
  clock: Clock,
  { budget, onTokenRefused }: GateNeighbours = {},
): RequestGate {
  const limit = pLimit(options.concurrency);
  const pause: Pause = { until: 0 };
  return (send, signal, once = false) =>
    limit(async () => {
      for (let failedTries = 1; ; failedTries += 1) {
        signal?.throwIfAborted();
        // Another request may be asked to slow down while this one waits for its turn.
        await budget?.turn(signal);
        await waitFor(pause, options, clock, signal);
        const outcome = await tryOnce(send, options, clock, signal);
        if ('value' in outcome) return outcome.value;
        const { failure } = outcome;
        if (failure.status === 429)
          pause.until = Math.max(pause.until, clock.now() + (failure.retryAfterMs ?? 0));
        if (failure.status === 401) onTokenRefused?.();
        if (once && failure.status !== 429 && failure.status !== 401) throw failure;
        const delay = retryDelay(failure, failedTries, options, options.random());
        if (delay === null) throw failure;
        if (delay > 0) await pauseFor(delay, clock, signal);
      }
    });
}

async function waitFor(
  pause: Pause,
  options: GateOptions,
  clock: Clock,
  signal?: AbortSignal,
): Promise<void> {
  const wait = pause.until - clock.now();
  if (wait > options.maxRetryDelayMs) {
    throw new DataverseError({
      kind: 'unavailable',
      message: 'Dataverse asked to slow down',
      retryAfterMs: wait,
    });
  }
  if (wait > 0) await pauseFor(wait, clock, signal);
}

/** Rejects with the caller's own reason, where the clock has an `AbortError`. */
async function pauseFor(milliseconds: number, clock: Clock, signal?: AbortSignal): Promise<void> {
  try {
    await clock.sleep(milliseconds, signal);
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  }
}

/** Rejects only with the reason of the caller's own signal, or with a bug. */
async function tryOnce<T>(
  send: Send<T>,
  options: GateOptions,
  clock: Clock,
  signal?: AbortSignal,
): Promise<{ value: T } | { failure: DataverseError }> {
  const timeout = AbortSignal.timeout(options.requestTimeoutMs);
  const either = signal === undefined ? timeout : AbortSignal.any([signal, timeout]);
  try {
    return { value: await untilAborted(send(either), either) };
  } catch (error) {
    signal?.throwIfAborted();
    if (!timeout.aborted) return { failure: classifyFailure(error, clock.now()) };
    return {
      failure: new DataverseError({ kind: 'unavailable', message: 'Dataverse does not answer in time' }),
    };
  }
}
