import {
  createCheckedColumns,
  policyAsConfigured,
  type Stores,
  spotlerTarget,
  withPortErrors,
} from '@spotler-connector/adapters';
import { wantsContact } from '@spotler-connector/anonymization-policy';
import type { Clock } from '@spotler-connector/clock';
import type { Configuration } from '@spotler-connector/configuration';
import type { TableAccess } from '@spotler-connector/dataverse';
import type { EvidenceWriter } from '@spotler-connector/ledger';
import type { Logger, Telemetry } from '@spotler-connector/observability';
import type { Systems } from './connect-systems.ts';
import type { JobPorts } from './jobs/carry-out-job.ts';
import { evidencedJobs } from './jobs/evidenced-jobs.ts';
import { createJobWork, dryRunJobs, type JobWork } from './jobs/job-work.ts';
import { recordFields } from './messages/settled-fields.ts';
import { reportSwept } from './report-swept.ts';
import type { CircuitBreaker } from './work/circuit-breaker.ts';
import { connectBrake } from './work/connect-brake.ts';
import { createRecordReconciler } from './work/reconcile-record.ts';
import { createRecordWork, type RecordWork } from './work/record-work.ts';
import { type RetryOptions, retryingWork } from './work/retry-while-unavailable.ts';
import type { SecondLooks } from './work/second-looks.ts';
import {
  callsWhileActing,
  type MayAct,
  reconcileWhileActing,
  targetWhileActing,
} from './work/while-acting.ts';

/** A message is kept this long while a system is down, then given back. */
const RETRY_BUDGET_MS = 60_000;
const FIRST_DELAY_MS = 500;
/** A column that is secured meanwhile stops its table after so long. */
const MAX_COLUMN_AGE_MS = 300_000;

/** The two steps of stopping: `draining` begins nothing new, `aborting` ends what still waits. */
export interface Stopping {
  readonly draining: AbortSignal;
  readonly aborting: AbortSignal;
}

/** The parts that the work is made of. */
export interface WorkParts {
  readonly logger: Logger;
  readonly systems: Systems;
  /** The stores that all workers share; `undefined` when nothing is kept. */
  readonly stores: Stores | undefined;
  /** Writes evidence; `undefined` when none is kept. */
  readonly evidence: EvidenceWriter | undefined;
  /** Whether a message can wait in the queue for the shared store. */
  readonly canPostpone: () => boolean;
  /** Arranges second looks. */
  readonly looks: SecondLooks;
  readonly mayAct: MayAct;
  readonly breaker: CircuitBreaker;
  readonly telemetry: Telemetry;
  readonly stopping: Stopping;
  readonly clock: Clock;
}

/** All that messages ask for: work on records, and in the same turns on Spotler Jobs, if there are any. */
export interface Work {
  readonly records: RecordWork;
  readonly jobs: JobWork | undefined;
}

/** Builds the work on both systems. */
export function connectWork(
  configuration: Configuration,
  {
    logger,
    systems,
    stores,
    evidence,
    canPostpone,
    looks,
    mayAct,
    breaker,
    telemetry,
    stopping: { draining, aborting },
    clock,
  }: WorkParts,
): Work {
  const retries: RetryOptions = {
    budgetMs: RETRY_BUDGET_MS,
    firstDelayMs: FIRST_DELAY_MS,
    signal: draining,
    clock,
    canPostpone,
  };
  const { reconcile, anonymize } = createRecordReconciler({
    records: systems.records,
    columns: createCheckedColumns({
      access: systems.columns,
      clock,
      maxAgeMs: MAX_COLUMN_AGE_MS,
      onChange: (table) => reportColumns(logger, table),
    }),
    jobs: systems.jobs?.store,
    target: targetWhileActing(spotlerTarget(systems.spotler, clock), mayAct),
    brake: connectBrake(configuration, {
      stores,
      contacts: callsWhileActing(systems.spotler.contacts, mayAct),
      logger,
      telemetry,
      clock,
      signal: aborting,
    }),
    evidence,
    configuration,
    onOutcome(outcome, measured) {
      breaker.onOutcome(outcome);
      telemetry.reconciled(measured);
    },
    looks,
    onSecondLook(ref, outcome, result) {
      telemetry.secondLook(result);
      if (result === 'mended') logger.warn('second look', recordFields({ ref, outcome }));
    },
    ...reportSwept(logger, telemetry),
    clock,
    draining,
    signal: aborting,
  });
  const run = reconcileWhileActing(reconcile, mayAct);
  const work = createRecordWork(configuration.maxConcurrentReconciles, run, telemetry.coalesced);
  const records = retryingWork(work, breaker, retries);
  if (systems.jobs === undefined) return { records, jobs: undefined };
  const decide = policyAsConfigured(configuration);
  const store = evidencedJobs(withPortErrors(systems.jobs.store), evidence);
  const ports: JobPorts = {
    jobs: configuration.dryRun ? dryRunJobs(store) : store,
    records: withPortErrors(systems.records),
    work,
    wants: (snapshot) => wantsContact(decide(snapshot)),
    anonymize,
    clock,
    signal: aborting,
  };
  return { records, jobs: createJobWork(ports, breaker, retries) };
}

/** A table stops, or goes on. The columns are named; which profile would let us read them, doctor says. */
function reportColumns(logger: Logger, { table, readable, problems }: TableAccess): void {
  if (readable) logger.info('columns readable', { table });
  for (const { column, kind } of problems) {
    logger.error('column not readable', { table, property: column, kind });
  }
}
