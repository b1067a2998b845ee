import type { Reconciled } from '@spotler-connector/observability';
import type { ReconcileOutcome } from '@spotler-connector/reconciler';

/** What is counted and timed of a reconcile that took so many milliseconds. Pure. */
export function measureReconcile(outcome: ReconcileOutcome, durationMs: number): Reconciled {
  const { decision, attempts } = outcome;
  return {
    action: decision?.action,
    cause: decision?.causes[0],
    outcome: outcome.kind === 'reconciled' ? outcome.effect.kind : outcome.kind,
    ...(outcome.kind === 'failed' && { side: outcome.failure.side, failure: outcome.failure.kind }),
    durationMs,
    attempts,
  };
}
