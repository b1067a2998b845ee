import type { ReconcileOutcome } from '@spotler-connector/reconciler';

/** Whether waiting may help. Refused data stays refused. */
export function mayPass(outcome: ReconcileOutcome): boolean {
  if (outcome.kind === 'failed') return outcome.failure.kind !== 'rejected';
  return outcome.kind === 'unsettled';
}

/** Milliseconds that a side asked to be left alone. */
export function waitAskedFor(outcome: ReconcileOutcome): number {
  return outcome.kind === 'failed' ? (outcome.failure.retryAfterMs ?? 0) : 0;
}
