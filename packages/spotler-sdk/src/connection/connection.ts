import pLimit from 'p-limit';
import pRetry from 'p-retry';
import type { AbsentAnswer, OkAnswer } from '../answers/classify-answer.ts';
import { callHook } from '../client-hooks.ts';
import type { ResolvedOptions } from '../client-options.ts';
import type { Clock } from '../clock.ts';
import type { Endpoint } from '../endpoint.ts';
import type { ApiRequest } from '../requests/build-request.ts';
import { SpotlerError } from '../spotler-error.ts';
import { type CallScope, openCallScope } from './call-scope.ts';
import { createPauseGate, type PauseGate } from './pause-gate.ts';
import { decideRetry } from './retry-decision.ts';
import { createSingleTry } from './single-try.ts';
import { sleepInScope } from './sleep-in-scope.ts';
import { createTransport, type Transport } from './transport.ts';
import { createWaitingLine } from './waiting-line.ts';

/** The parts that all endpoints of one client share: sockets, slots, the pause, the retry. */
export interface Connection {
  /** Runs one public call within its total time and the caller's signal. */
  runCall<T>(signal: AbortSignal | undefined, work: (scope: CallScope) => Promise<T>): Promise<T>;
  /** Sends a request, again and again if that makes sense. Rejects with a SpotlerError. */
  request(request: ApiRequest, scope: CallScope): Promise<OkAnswer | AbsentAnswer>;
  close(): void;
}

/** Opens a connection. Nothing is sent yet. */
export function createConnection(options: ResolvedOptions, transport = transportOf(options)): Connection {
  const { concurrency, clock } = options;
  const singleTry = createSingleTry(options, transport);
  const limit = pLimit(concurrency);
  const gate = createPauseGate(clock);
  const line = createWaitingLine(clock);
  let closed = false;

  async function attempt(
    request: ApiRequest,
    number: number,
    scope: CallScope,
  ): Promise<OkAnswer | AbsentAnswer> {
    const { endpoint } = request;
    if (gate.remainingMs() > 0) await passGate(gate, clock, endpoint, scope);
    scope.signal?.throwIfAborted();
    if (closed) throw new SpotlerError({ kind: 'unavailable', endpoint, code: CLOSED });
    if (scope.timeLeftMs() === 0) throw timedOut(endpoint);
    try {
      return await singleTry(request, number, scope);
    } catch (error) {
      pauseIfAsked(gate, options, error, number);
      throw error;
    }
  }

  function inSlot(request: ApiRequest, number: number, scope: CallScope): Promise<OkAnswer | AbsentAnswer> {
    const isFree = limit.activeCount < concurrency;
    const running = limit(attempt, request, number, scope);
    // A try that has its slot keeps to its bounds itself; one in line would only notice them at its turn.
    return isFree ? running : line.follow(running, scope, () => timedOut(request.endpoint));
  }

  return {
    request: (api, scope) =>
      pRetry((number) => inSlot(api, number, scope), {
        retries: options.retry.attempts - 1,
        minTimeout: 0,
        signal: scope.signal,
        shouldRetry: ({ error, attemptNumber }) => waitForRetry(options, api, error, attemptNumber, scope),
      }),
    async runCall(signal, work) {
      const scope = openCallScope(clock, options.totalMs, signal);
      try {
        return await work(scope);
      } catch (error) {
        if (!(error instanceof SpotlerError) || !scope.isAmbiguous()) throw error;
        throw new SpotlerError({ ...error, ambiguous: true });
      }
    },
    close() {
      closed = true;
      transport.close();
    },
  };
}

function transportOf({ keepAlive, concurrency }: ResolvedOptions): Transport {
  return createTransport({ keepAlive, maxSockets: concurrency });
}

const CLOSED = 'ERR_CLIENT_CLOSED';

function timedOut(endpoint: Endpoint): SpotlerError {
  return new SpotlerError({ kind: 'unavailable', endpoint, code: 'ETIMEDOUT' });
}

async function passGate(gate: PauseGate, clock: Clock, endpoint: Endpoint, scope: CallScope): Promise<void> {
  for (let pause = gate.remainingMs(); pause > 0; pause = gate.remainingMs()) {
    if (pause >= scope.timeLeftMs()) {
      throw new SpotlerError({
        kind: 'unavailable',
        endpoint,
        code: 'ERR_PAUSED',
        retryAfterMs: pause,
      });
    }
    await sleepInScope(clock, pause, scope);
  }
}

/** 429 speaks to the whole client, and so does a 503 that names a time. */
function pauseIfAsked(gate: PauseGate, options: ResolvedOptions, error: unknown, attempt: number): void {
  if (!(error instanceof SpotlerError)) return;
  const { status, retryAfterMs, endpoint } = error;
  if (status !== 429 && (status !== 503 || retryAfterMs === undefined)) return;
  const { minDelayMs, maxDelayMs } = options.retry;
  const asked = retryAfterMs ?? Math.min(maxDelayMs, minDelayMs * 2 ** (attempt - 1));
  callHook(options.hooks.onPause, { endpoint, delayMs: gate.pauseFor(asked) });
}

async function waitForRetry(
  options: ResolvedOptions,
  { endpoint }: ApiRequest,
  error: Error,
  attempt: number,
  scope: CallScope,
): Promise<boolean> {
  if (!(error instanceof SpotlerError) || error.code === CLOSED) return false;
  const { kind, retryAfterMs, status, code } = error;
  const timeLeftMs = scope.timeLeftMs();
  const decision = decideRetry({ kind, retryAfterMs, attempt, timeLeftMs }, options.retry, options.random());
  if (!decision.retry) return false;
  callHook(options.hooks.onRetry, { endpoint, attempt, delayMs: decision.delayMs, status, code });
  await sleepInScope(options.clock, decision.delayMs, scope);
  return true;
}
