import { dataverseSource, dryRunTarget, policyAsConfigured } from '@spotler-connector/adapters';
import type { Configuration } from '@spotler-connector/configuration';
import type { DataverseRecordSource, JobStore, RecordReading } from '@spotler-connector/dataverse';
import {
  anonymizeExplicitly,
  type ContactTarget,
  type ReconcileOutcome,
  reconcile,
} from '@spotler-connector/reconciler';
import type { RecordTask } from './record-work.ts';

/** What reconciling a record needs. */
export interface ReconcileRecordOptions {
  records: Pick<DataverseRecordSource, 'read'>;
  /** Where standing orders are found; `undefined` when there are none. */
  jobs: Pick<JobStore, 'standing'> | undefined;
  target: ContactTarget;
  configuration: Pick<Configuration, 'policy' | 'syncContacts' | 'dryRun'>;
  /** Told how each reconcile went, and how many milliseconds it took. */
  note: (outcome: ReconcileOutcome, durationMs: number) => void;
  /** From then on no reconcile is begun. */
  draining: AbortSignal;
  /** Ends the waiting of a reconcile that is under way. */
  signal: AbortSignal;
}

/** What can be done to a record's contact. */
export interface RecordReconciler {
  /** Makes it agree with the policy, or with the order that stands. */
  reconcile(task: RecordTask): Promise<ReconcileOutcome>;
  /** Anonymizes it as `reading` found it, whatever the policy says. */
  anonymize(ref: RecordTask['ref'], reading: RecordReading): Promise<ReconcileOutcome>;
}

/** The reconciler with both sides, the policy and the settings put in. */
export function reconcileRecordWith(options: ReconcileRecordOptions): RecordReconciler {
  const { records, jobs, configuration, note, draining, signal } = options;
  const decide = policyAsConfigured(configuration);
  const target = configuration.dryRun ? dryRunTarget(options.target) : options.target;

  async function noted(run: () => Promise<ReconcileOutcome>): Promise<ReconcileOutcome> {
    // Waiting records are given back to the queue when the worker stops; nothing is begun any more.
    draining.throwIfAborted();
    const started = performance.now();
    const outcome = await run();
    note(outcome, performance.now() - started);
    return outcome;
  }

  return {
    reconcile: ({ ref, externalId }) =>
      noted(() => {
        const source = dataverseSource(records, { externalId, jobs, decide });
        return reconcile(ref, { source, target, decide, signal });
      }),
    anonymize: (ref, reading) =>
      noted(() => {
        const source = dataverseSource({ read: async () => reading });
        return anonymizeExplicitly(ref, { source, target, signal });
      }),
  };
}
