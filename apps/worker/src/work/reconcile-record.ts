import {
  type CheckedColumns,
  dataverseSource,
  dryRunTarget,
  evidenceSink,
  policyAsConfigured,
  type SourceRecords,
  settingsFingerprint,
} from '@spotler-connector/adapters';
import type { RecordRef } from '@spotler-connector/anonymization-policy';
import type { Configuration } from '@spotler-connector/configuration';
import { externalIdFor, type JobStore, type RecordReading } from '@spotler-connector/dataverse';
import type { EvidenceWriter, Initiator } from '@spotler-connector/ledger';
import {
  anonymizeExplicitly,
  type ContactTarget,
  type ErasureBrake,
  type EvidenceSink,
  type ReconcileOutcome,
  reconcileWithFollowUps,
} from '@spotler-connector/reconciler';
import { withLookEvidence } from './evidence-of-look.ts';
import { staysGone } from './looks-after.ts';
import { createMeasuredRun, type MeasuredRunOptions } from './measured-run.ts';
import type { RecordTask } from './record-work.ts';
import { createSignalForks } from './signal-forks.ts';

/** Options of reconciling records. */
export interface ReconcileRecordOptions extends MeasuredRunOptions {
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
    readonly spotler: Pick<Configuration['spotler'], 'latestEffectMs'>;
  };
  /** Called for each further contact that was looked at because of a record. */
  readonly onFollowUp: (ref: RecordRef, outcome: ReconcileOutcome, task: RecordTask) => void;
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
  const { records, columns, jobs, configuration, brake, onFollowUp, clock } = options;
  const measured = createMeasuredRun(options);
  const withSignal = createSignalForks(options.signal);
  const { externalIdColumn: column, externalIdFallback: fallback } = configuration.dataverse;
  const { evidence: writer } = options;
  const settings = settingsFingerprint(configuration);
  const decide = policyAsConfigured(configuration);
  const target = configuration.dryRun ? dryRunTarget(options.target) : options.target;
  const common = { columns, sharesContacts: column !== undefined, readOnly: configuration.dryRun };

  function evidenceFor(initiators: readonly Initiator[], jobId?: string): EvidenceSink | undefined {
    return writer && evidenceSink({ writer, settings, initiators, jobId });
  }

  return {
    reconcile: (task) =>
      measured(task, async (onWrite) => {
        const { ref, toldIds, origin, initiators } = task;
        const externalId = [...toldIds].at(-1);
        const source = dataverseSource(records, { ...common, externalId, jobs, decide });
        // Without a column only a message of our own tells an id, and it is meant as it is.
        const formerIds = [...toldIds].flatMap(
          (id) => (column === undefined ? id : externalIdFor({ column, fallback }, ref.id, id)) ?? [],
        );
        const outcome = await withSignal((signal) =>
          reconcileWithFollowUps(ref, {
            source,
            target,
            brake,
            evidence: evidenceFor(initiators),
            decide,
            origin,
            formerIds,
            staysGone: staysGone(task, configuration.spotler.latestEffectMs, clock),
            onWrite,
            onFollowUp: (...followed) => onFollowUp(...followed, task),
            signal,
            clock,
          }),
        );
        return withLookEvidence(task, outcome, { writer, settings });
      }),
    anonymize: (ref, reading, { jobId, initiator }) =>
      measured({ ref, toldIds: new Set(), origin: 'ours', initiators: [] }, (onWrite) => {
        const source = dataverseSource(
          { ...records, read: async () => reading },
          { ...common, readOnly: true },
        );
        const evidence = evidenceFor(initiator === undefined ? [] : [initiator], jobId);
        const parts = { source, target, brake, evidence, onWrite, clock };
        return withSignal((signal) => anonymizeExplicitly(ref, { ...parts, origin: 'ours', signal }));
      }),
  };
}
