import type { Configuration } from '@spotler-connector/configuration';
import { dataverseSource, dryRunTarget, policyAsConfigured } from '@spotler-connector/connections';
import type { DataverseRecordSource } from '@spotler-connector/dataverse';
import { type ContactTarget, type ReconcileOutcome, reconcile } from '@spotler-connector/reconciler';
import type { RecordTask } from './messages/record-work.ts';

/** What reconciling a record needs. */
export interface ReconcileRecordOptions {
  records: Pick<DataverseRecordSource, 'read'>;
  target: ContactTarget;
  configuration: Pick<Configuration, 'policy' | 'syncContacts' | 'dryRun'>;
  /** Told how each reconcile went, and how many milliseconds it took. */
  note: (outcome: ReconcileOutcome, durationMs: number) => void;
  /** From then on no reconcile is begun. */
  draining: AbortSignal;
  /** Ends the waiting of a reconcile that is under way. */
  signal: AbortSignal;
}

/** The reconciler with both sides, the policy and the settings put in. */
export function reconcileRecordWith({
  records,
  target,
  configuration,
  note,
  draining,
  signal,
}: ReconcileRecordOptions): (task: RecordTask) => Promise<ReconcileOutcome> {
  const decide = policyAsConfigured(configuration);
  const usedTarget = configuration.dryRun ? dryRunTarget(target) : target;

  return async ({ ref, externalId }) => {
    // Waiting records are given back to the queue when the worker stops; nothing is begun any more.
    draining.throwIfAborted();
    const started = performance.now();
    const source = dataverseSource(records, externalId);
    const outcome = await reconcile(ref, { source, target: usedTarget, decide, signal });
    note(outcome, performance.now() - started);
    return outcome;
  };
}
