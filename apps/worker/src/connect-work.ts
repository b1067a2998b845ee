import { dataverseCall, dataverseJobs, spotlerTarget } from '@spotler-connector/adapters';
import type { Configuration } from '@spotler-connector/configuration';
import type { Telemetry } from '@spotler-connector/observability';
import type { Sides } from './connect-systems.ts';
import type { JobPorts } from './jobs/carry-out-job.ts';
import { dryRunJobs } from './jobs/dry-run-jobs.ts';
import { createJobWork, type JobWork } from './jobs/job-work.ts';
import type { SideWatch } from './work/circuit-breaker.ts';
import { measureReconcile } from './work/measure-reconcile.ts';
import { reconcileRecordWith } from './work/reconcile-record.ts';
import { createRecordWork, type RecordWork } from './work/record-work.ts';
import { type Patience, patientWork } from './work/retry-while-unavailable.ts';

/** The two steps of stopping: `draining` begins nothing new, `aborting` ends what still waits. */
export interface Stopping {
  draining: AbortController;
  aborting: AbortController;
}

/** What the work is done with. */
export interface WorkParts {
  sides: Sides;
  watch: SideWatch;
  telemetry: Telemetry;
  stopping: Stopping;
  /** How long messages are held. */
  patience: Pick<Patience, 'patienceMs' | 'firstDelayMs'>;
}

/** All that messages ask for: work on records, and in the same turns on Spotler Jobs, if there are any. */
export function connectWork(
  configuration: Configuration,
  { sides, watch, telemetry, stopping, ...parts }: WorkParts,
): { work: RecordWork; jobs: JobWork | undefined } {
  const signal = stopping.aborting.signal;
  const patience = { ...parts.patience, signal: stopping.draining.signal };
  const { reconcile, anonymize } = reconcileRecordWith({
    records: sides.records,
    jobs: sides.jobs?.store,
    target: spotlerTarget(sides.spotler),
    configuration,
    note(outcome, durationMs) {
      watch.note(outcome);
      telemetry.reconciled(measureReconcile(outcome, durationMs));
    },
    draining: stopping.draining.signal,
    signal,
  });
  const work = createRecordWork(configuration.maxConcurrentReconciles, reconcile, telemetry.coalesced);
  const patient = patientWork(work, watch, patience);
  if (sides.jobs === undefined) return { work: patient, jobs: undefined };
  const store = dataverseJobs(sides.jobs.store);
  const ports: JobPorts = {
    jobs: configuration.dryRun ? dryRunJobs(store) : store,
    records: { read: (...asked) => dataverseCall(sides.records.read(...asked)) },
    work,
    anonymize,
    now: Date.now,
    signal,
  };
  return { work: patient, jobs: createJobWork(ports, watch, patience) };
}
