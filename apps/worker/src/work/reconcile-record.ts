import { dataverseSource, dryRunTarget, policyAsConfigured, systemOf } from '@spotler-connector/adapters';
import type { Clock } from '@spotler-connector/clock';
import type { Configuration } from '@spotler-connector/configuration';
import type { DataverseRecordSource, JobStore, RecordReading } from '@spotler-connector/dataverse';
import type { Reconciled } from '@spotler-connector/observability';
import {
  anonymizeExplicitly,
  type ContactTarget,
  type ReconcileOutcome,
  reconcile,
} from '@spotler-connector/reconciler';
import type { RecordTask } from './record-work.ts';

/** Options of reconciling records. */
export interface ReconcileRecordOptions {
  readonly records: Pick<DataverseRecordSource, 'read'>;
  /** Where standing orders are found; `undefined` when there are none. */
  readonly jobs: Pick<JobStore, 'standing'> | undefined;
  readonly target: ContactTarget;
  readonly configuration: Pick<Configuration, 'policy' | 'syncContacts' | 'dryRun'>;
  /** Called with how each reconcile went, and with what is measured of it. */
  readonly onOutcome: (outcome: ReconcileOutcome, measured: Reconciled) => void;
  readonly clock: Pick<Clock, 'monotonic'>;
  /** From then on no reconcile is begun. */
  readonly draining: AbortSignal;
  /** Ends the waiting of a reconcile that is under way. */
  readonly signal: AbortSignal;
}

/** Acts on the contacts of records. */
export interface RecordReconciler {
  /** Makes a contact agree with the policy, or with the order that stands. */
  reconcile(task: RecordTask): Promise<ReconcileOutcome>;
  /** Anonymizes a contact as `reading` found its record, whatever the policy says. */
  anonymize(ref: RecordTask['ref'], reading: RecordReading): Promise<ReconcileOutcome>;
}

/** Puts both systems, the policy and the settings into the reconciler. */
export function createRecordReconciler(options: ReconcileRecordOptions): RecordReconciler {
  const { records, jobs, configuration, onOutcome, clock, draining, signal } = options;
  const decide = policyAsConfigured(configuration);
  const target = configuration.dryRun ? dryRunTarget(options.target) : options.target;

  async function measured(run: () => Promise<ReconcileOutcome>): Promise<ReconcileOutcome> {
    // Waiting records are given back to the queue when the worker stops; nothing is begun any more.
    draining.throwIfAborted();
    const started = clock.monotonic();
    const outcome = await run();
    onOutcome(outcome, measureReconcile(outcome, clock.monotonic() - started));
    return outcome;
  }

  return {
    reconcile: ({ ref, externalId }) =>
      measured(() => {
        const source = dataverseSource(records, { externalId, jobs, decide });
        return reconcile(ref, { source, target, decide, signal });
      }),
    anonymize: (ref, reading) =>
      measured(() => {
        const source = dataverseSource({ read: async () => reading });
        return anonymizeExplicitly(ref, { source, target, signal });
      }),
  };
}

function measureReconcile(outcome: ReconcileOutcome, durationMs: number): Reconciled {
  const { decision, attempts } = outcome;
  const failure = outcome.kind === 'failed' ? outcome.failure : undefined;
  return {
    action: decision?.action,
    cause: decision?.causes[0],
    outcome: outcome.kind === 'reconciled' ? outcome.effect.kind : outcome.kind,
    system: failure && systemOf(failure),
    failure: failure?.kind,
    durationMs,
    attempts,
  };
}
