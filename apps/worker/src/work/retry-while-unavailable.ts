import type { Clock } from '@spotler-connector/clock';
import type { ReconcileOutcome } from '@spotler-connector/reconciler';
import type { CircuitBreaker } from './circuit-breaker.ts';
import type { RecordWork } from './record-work.ts';
import { waitsForState } from './settlement-for-record.ts';

/** Options of trying again. */
export interface RetryOptions {
  /** The retry budget: milliseconds from the first try after which a message goes back to the queue. */
  readonly budgetMs: number;
  /** Milliseconds before the second try; doubles each time, up to ten seconds. */
  readonly firstDelayMs: number;
  /** Ends every wait with an `AbortError`. */
  readonly signal: AbortSignal;
  readonly clock: Clock;
  /** Whether a message can wait in the queue for the shared store, and so need not wait here. */
  readonly canPostpone: () => boolean;
}

/** The part of the circuit breaker that retries need. */
export type RetryBreaker = Pick<CircuitBreaker, 'waitWhileOpen' | 'registerWaiter'>;

const MAX_DELAY_MS = 10_000;

/**
 * Does something again and again while a system is busy or down: giving a message back at once would use up
 * one of its deliveries; waiting with it costs nothing but its lock. `retryAfter` says how many milliseconds
 * an outcome asks to wait at least, or `undefined` when trying again is no use. Resolves with the last
 * outcome. When the budget is used up while a circuit is open, the breaker may have it go on for as long as
 * that takes. `evicted` ends every wait too: the message that asks has to go.
 */
export async function retryWhileUnavailable<Outcome>(
  attempt: () => Promise<Outcome>,
  retryAfter: (outcome: Outcome) => number | undefined,
  breaker: RetryBreaker,
  { budgetMs, firstDelayMs, clock, ...options }: RetryOptions,
  evicted: AbortSignal | undefined,
): Promise<Outcome> {
  const signal = evicted === undefined ? options.signal : AbortSignal.any([options.signal, evicted]);
  const deadline = clock.monotonic() + budgetMs;
  const waiter = breaker.registerWaiter();
  let keepsWaiting = false;
  try {
    for (let delay = firstDelayMs; ; delay *= 2) {
      // A system that stays down for longer fails this try too, which says in the outcome what is wrong.
      await breaker.waitWhileOpen(
        keepsWaiting ? Number.POSITIVE_INFINITY : deadline - clock.monotonic(),
        signal,
      );
      const outcome = await attempt();
      const remaining = deadline - clock.monotonic();
      const minimum = retryAfter(outcome);
      if (minimum === undefined) return outcome;
      const usedUp = remaining <= 0 || minimum > remaining;
      keepsWaiting = usedUp && waiter.mayKeepWaiting();
      if (keepsWaiting) continue;
      if (usedUp) return outcome;
      await clock.sleep(Math.max(Math.min(delay, MAX_DELAY_MS), minimum), signal);
    }
  } finally {
    waiter.done();
  }
}

/** Returns the same work, tried again for a while when a system is busy or down. */
export function retryingWork(work: RecordWork, breaker: RetryBreaker, options: RetryOptions): RecordWork {
  return {
    reconcile: (ref, request) =>
      retryWhileUnavailable(
        () => work.reconcile(ref, request),
        (outcome) => retryAfterOutcome(outcome, options),
        breaker,
        options,
        request.evicted,
      ),
    get size() {
      return work.size;
    },
  };
}

/** The least wait before another try, in milliseconds; `undefined` when there is no use in one. */
export function retryAfterOutcome(
  outcome: ReconcileOutcome,
  { canPostpone }: Pick<RetryOptions, 'canPostpone'>,
): number | undefined {
  if (!isRetryable(outcome)) return undefined;
  if (outcome.kind === 'failed' && waitsForState(outcome.failure) && canPostpone()) return undefined;
  return outcome.kind === 'failed' ? (outcome.failure.retryAfterMs ?? 0) : 0;
}

/** Whether waiting may help. Refused data stays refused. */
function isRetryable(outcome: ReconcileOutcome): boolean {
  if (outcome.kind === 'failed') return outcome.failure.kind !== 'rejected';
  return outcome.kind === 'unsettled';
}
