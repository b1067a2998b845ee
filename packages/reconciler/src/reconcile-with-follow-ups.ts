import { type Decision, decideExplicitly, type RecordRef } from '@spotler-connector/anonymization-policy';
import { forgetFormerId } from './forget-former-id.ts';
import { isOtherSpelling, reconcileOtherSpelling } from './other-spelling.ts';
import type { ReconcileOutcome } from './outcome.ts';
import { PortError } from './port-error.ts';
import { type ReconcileOptions, reconcile } from './reconcile.ts';

/** Everything that a reconcile needs, together with all that follows from it. */
export interface FollowUpOptions extends ReconcileOptions {
  /**
   * Ids that the record's contact had before, as messages told; the one that it has now may be among them.
   */
  readonly formerIds?: Iterable<string> | undefined;
  /** Called for each further contact that was looked at because of this record. */
  readonly onFollowUp?: ((ref: RecordRef, outcome: ReconcileOutcome) => void) | undefined;
}

/**
 * Reconciles a record, and then what follows from it: contacts under ids that it had before are forgotten
 * when nobody holds them any more, one under its own id spelt otherwise is treated like its own, and what
 * keeps this person from being mailed reaches the records that were merged into this one. The outcome is that
 * of the record itself, or the first of a follow-up that did not succeed, so that the message that asked is
 * not done with before all of it is.
 */
export async function reconcileWithFollowUps(
  ref: RecordRef,
  { formerIds = [], onFollowUp, ...options }: FollowUpOptions,
): Promise<ReconcileOutcome> {
  let externalId: string | undefined;
  const read: typeof options.source.read = async (...call) => {
    const reading = await options.source.read(...call);
    ({ externalId } = reading);
    return reading;
  };
  const outcome = await reconcile(ref, { ...options, source: { ...options.source, read } });
  if (!isDecided(outcome)) return outcome;
  let held = outcome.kind === 'blocked' ? outcome : undefined;
  try {
    for (const formerId of formerIds) {
      if (formerId === externalId) continue;
      const forgotten = await (externalId !== undefined && isOtherSpelling(externalId, formerId)
        ? reconcileOtherSpelling(ref, formerId, options)
        : forgetFormerId(ref, formerId, options));
      onFollowUp?.(ref, forgotten);
      if (!isDecided(forgotten)) return forgotten;
      if (forgotten.kind === 'blocked') held ??= forgotten;
    }
    // An order is about the person, and nothing of it stands in the records that were merged into this one.
    const decide = outcome.decision.rule === 'explicit' ? decideExplicitly : options.decide;
    for (const merged of await mergedRecords(ref, outcome, options)) {
      const followed = await reconcile(merged, { ...options, decide });
      onFollowUp?.(merged, followed);
      if (!isDecided(followed)) return followed;
      if (followed.kind === 'blocked') held ??= followed;
    }
  } catch (error) {
    if (!(error instanceof PortError)) throw error;
    const { decision, attempts } = outcome;
    return { kind: 'failed', failure: error.failure, decision, attempts };
  }
  return held ?? outcome;
}

/** Whoever is held is opted out, and so are those that the decision follows to. */
function isDecided(
  outcome: ReconcileOutcome,
): outcome is Extract<ReconcileOutcome, { kind: 'reconciled' | 'blocked' }> {
  return outcome.kind === 'reconciled' || (outcome.kind === 'blocked' && outcome.precondition === 'permit');
}

async function mergedRecords(
  ref: RecordRef,
  { decision: { action } }: { readonly decision: Decision },
  { source, signal }: ReconcileOptions,
): Promise<readonly RecordRef[]> {
  if (action === 'sync' || action === 'leave') return [];
  return source.mergedRecords(ref, { signal });
}
