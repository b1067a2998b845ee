import {
  type CheckedColumns,
  dataverseSource,
  dryRunTarget,
  evidenceSink,
  policyAsConfigured,
  type SourceRecords,
  settingsFingerprint,
  systemOf,
} from '@spotler-connector/adapters';
import type { RecordRef } from '@spotler-connector/anonymization-policy';
import type { Clock } from '@spotler-connector/clock';
import type { Configuration } from '@spotler-connector/configuration';
import { externalIdFor, type JobStore, type RecordReading } from '@spotler-connector/dataverse';
import type { EvidenceWriter, Initiator } from '@spotler-connector/ledger';
import type { Reconciled } from '@spotler-connector/observability';
import {
  anonymizeExplicitly,
  type ContactTarget,
  type ErasureBrake,
  type EvidenceSink,
  type ReconcileOutcome,
  reconcileWithFollowUps,
} from '@spotler-connector/reconciler';
import type { RecordTask } from './record-work.ts';

/** Options of reconciling records. */
export interface ReconcileRecordOptions {
  readonly records: SourceRecords;
  /** Knows whether the columns that are read can be relied on. */
  readonly columns: CheckedColumns;
  /** Where standing orders are found; `undefined` when there are none. */
  readonly jobs: Pick<JobStore, 'standing' | 'isClaimed' | 'end'> | undefined;
  readonly target: ContactTarget;
  /** The limit on erasures; `undefined` when there is none, as in a dry run. */
  readonly brake: ErasureBrake | undefined;
  /** Writes evidence of what is done to contacts; `undefined` when none is kept, as in a dry run. */
  readonly evidence: Pick<EvidenceWriter, 'append'> | undefined;
  readonly configuration: Pick<Configuration, 'policy' | 'syncContacts' | 'dryRun'> & {
    readonly dataverse: Pick<Configuration['dataverse'], 'externalIdColumn' | 'externalIdFallback'>;
  };
  /** Called with how each reconcile went, and with what is measured of it. */
  readonly onOutcome: (outcome: ReconcileOutcome, measured: Reconciled) => void;
  /** Called for each further contact that was looked at because of a record. */
  readonly onFollowUp: (ref: RecordRef, outcome: ReconcileOutcome) => void;
  readonly clock: Clock;
  /** From then on no reconcile is begun. */
  readonly draining: AbortSignal;
  /** Ends the waiting of a reconcile that is under way. */
  readonly signal: AbortSignal;
}

/** An order, and whoever gave it. */
export interface GivenOrder {
  readonly jobId: string;
  readonly initiator: Initiator | undefined;
}

/** Acts on the contacts of records. */
export interface RecordReconciler {
  /** Makes a contact agree with the policy, or with the order that stands. */
  reconcile(task: RecordTask): Promise<ReconcileOutcome>;
  /** Anonymizes a contact as `reading` found its record, whatever the policy says. */
  anonymize(ref: RecordRef, reading: RecordReading, order: GivenOrder): Promise<ReconcileOutcome>;
}

/** Puts both systems, the policy and the settings into the reconciler. */
export function createRecordReconciler(options: ReconcileRecordOptions): RecordReconciler {
  const { records, columns, jobs, configuration, brake, onOutcome, onFollowUp, clock, draining, signal } =
    options;
  const { externalIdColumn: column, externalIdFallback: fallback } = configuration.dataverse;
  const { evidence: writer } = options;
  const settings = settingsFingerprint(configuration);
  const decide = policyAsConfigured(configuration);
  const target = configuration.dryRun ? dryRunTarget(options.target) : options.target;
  const common = { columns, sharesContacts: column !== undefined, readOnly: configuration.dryRun };

  function evidenceFor(initiators: readonly Initiator[], jobId?: string): EvidenceSink | undefined {
    return writer && evidenceSink({ writer, settings, initiators, jobId });
  }

  async function measured(run: () => Promise<ReconcileOutcome>): Promise<ReconcileOutcome> {
    // Waiting records are given back to the queue when the worker stops; nothing is begun any more.
    draining.throwIfAborted();
    const started = clock.monotonic();
    const outcome = await run();
    onOutcome(outcome, measureReconcile(outcome, clock.monotonic() - started));
    return outcome;
  }

  return {
    reconcile: ({ ref, toldIds, origin, initiators }) =>
      measured(() => {
        const externalId = [...toldIds].at(-1);
        const source = dataverseSource(records, { ...common, externalId, jobs, decide });
        // Without a column only a message of our own tells an id, and it is meant as it is.
        const formerIds = [...toldIds].flatMap(
          (id) => (column === undefined ? id : externalIdFor({ column, fallback }, ref.id, id)) ?? [],
        );
        return reconcileWithFollowUps(ref, {
          source,
          target,
          brake,
          evidence: evidenceFor(initiators),
          decide,
          origin,
          formerIds,
          onFollowUp,
          signal,
          clock,
        });
      }),
    anonymize: (ref, reading, { jobId, initiator }) =>
      measured(() => {
        const source = dataverseSource(
          { ...records, read: async () => reading },
          { ...common, readOnly: true },
        );
        const evidence = evidenceFor(initiator === undefined ? [] : [initiator], jobId);
        return anonymizeExplicitly(ref, { source, target, brake, evidence, origin: 'ours', signal, clock });
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
