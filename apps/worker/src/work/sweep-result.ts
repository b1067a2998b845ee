import type { ReconcileOutcome } from '@spotler-connector/reconciler';

/** Effects that change nothing. */
const NOTHING = ['already-anonymized', 'unknown-contact', 'left'];

/**
 * Result of looking at a record because a sweep found something: the effect that mended it, or `nothing` when
 * it was right by then. Undefined when it is not known yet.
 */
export function sweepResult(outcome: ReconcileOutcome): string | undefined {
  if (outcome.kind !== 'reconciled') return undefined;
  const { kind } = outcome.effect;
  return NOTHING.includes(kind) ? 'nothing' : kind;
}
