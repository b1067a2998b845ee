import { failureOf } from '@spotler-connector/adapters';
import type { RecordRef } from '@spotler-connector/anonymization-policy';
import type { Clock } from '@spotler-connector/clock';
import type {
  DataverseRecordSource,
  JobStore,
  RecordReading,
  SpotlerJob,
} from '@spotler-connector/dataverse';
import { type Failure, PortError, type ReconcileOutcome } from '@spotler-connector/reconciler';
import type { GivenOrder } from '../work/reconcile-record.ts';
import { claimedVersion } from './claimed-version.ts';
import type { JobOutcome } from './job-outcome.ts';
import { type JobProgress, MAX_STEPS, nextJobStep } from './job-step.ts';

/** Ports of running a job. Failures of Dataverse must come as a `PortError`. */
export interface RunJobPorts {
  readonly jobs: Pick<JobStore, 'read' | 'claim' | 'finish'>;
  readonly records: Pick<DataverseRecordSource, 'read'>;
  /** Whether the policy wants Spotler to have the contact of a record. */
  readonly wants: (snapshot: RecordReading['snapshot']) => boolean;
  /** Anonymizes the contact of a record, as `reading` found it, whatever the policy says. */
  readonly anonymize: (
    ref: RecordRef,
    reading: RecordReading,
    order: GivenOrder,
  ) => Promise<ReconcileOutcome>;
  readonly clock: Pick<Clock, 'now'>;
  /** Ends waiting for Dataverse. */
  readonly signal: AbortSignal;
}

/** The result of running a job, before its record is reconciled. */
export type JobRun =
  | { readonly kind: 'withdrawn' }
  | { readonly kind: 'left' }
  | { readonly kind: 'finished-before' }
  | Omit<Extract<JobOutcome, { kind: 'carried-out' }>, 'ref' | 'followUp'>;

/**
 * Claims the record, anonymizes its contact and shows the result, each step chosen by the job as it is then.
 * A crash anywhere leaves a job with which another delivery goes on.
 *
 * @throws {PortError} when the job can't be read or written, or changes all the time.
 */
export async function runJob(id: string, progress: JobProgress, ports: RunJobPorts): Promise<JobRun> {
  const { jobs, clock, signal } = ports;
  for (let steps = 0; steps < MAX_STEPS; steps++) {
    const step = nextJobStep(await jobs.read(id, { signal }), progress);
    switch (step.kind) {
      case 'withdrawn':
        return { kind: 'withdrawn' };
      case 'leave':
      case 'refuse':
        return { kind: 'left' };
      case 'follow-up':
        return { kind: 'finished-before' };
      case 'erase':
        progress.erasure = await erase(step.job, step.ref, progress, ports);
        break;
      case 'finish': {
        const { job, ending } = step;
        const { result } = ending;
        const shown = result === undefined || (result.status !== 'pending' && result.status === job.status);
        const written =
          shown || (await jobs.finish(job, { ...result, completedAt: clock.now() }, { signal }));
        // Somebody else has changed the job: what they did decides what is next.
        if (written !== true && written !== 'updated') break;
        return { kind: 'carried-out', erasure: progress.erasure, ending };
      }
    }
  }
  throw new PortError(failureOf('dataverse', { kind: 'unavailable' }));
}

/** Claims, then erases: from the claim on no message older than the order brings the contact back. */
async function erase(
  job: SpotlerJob,
  ref: RecordRef,
  { initiator }: JobProgress,
  { jobs, records, wants, anonymize, signal }: RunJobPorts,
): Promise<ReconcileOutcome | undefined> {
  const reading = await unlessRejected(records.read(ref, { signal }));
  if ('failure' in reading) return { kind: 'failed', failure: reading.failure, attempts: 0 };
  const version = claimedVersion(job, { ...reading, wanted: wants(reading.snapshot) });
  // A job that failed and is tried again is pending first: only then its order stands.
  const needless = version === null && job.status === 'pending';
  const claimed = needless || (await jobs.claim(job, version, { signal })) === 'updated';
  return claimed ? anonymize(ref, reading, { jobId: job.id, initiator }) : undefined;
}

/** A record that Dataverse refuses to show is a final answer; any other failure is for the caller. */
async function unlessRejected<T extends object>(call: Promise<T>): Promise<T | { failure: Failure }> {
  try {
    return await call;
  } catch (error) {
    if (!(error instanceof PortError) || error.failure.kind !== 'rejected') throw error;
    return { failure: error.failure };
  }
}
