import type { RecordRef } from '@spotler-connector/anonymization-policy';
import type { DataverseRecordSource, JobStore, SpotlerJob } from '@spotler-connector/dataverse';
import { type Failure, PortError, type ReconcileOutcome } from '@spotler-connector/reconciler';
import type { RecordWork } from '../messages/record-work.ts';
import { claimedVersion } from './claimed-version.ts';
import type { JobOutcome } from './job-outcome.ts';
import { type JobCourse, type JobStep, nextJobStep } from './job-step.ts';

/** What carrying out a job needs. Failures of Dataverse must come as a `PortError`. */
export interface JobPorts {
  jobs: Pick<JobStore, 'read' | 'claim' | 'finish'>;
  records: Pick<DataverseRecordSource, 'read'>;
  /** The work on records, so that no two reconciles of one record run at once. */
  work: Pick<RecordWork, 'reconcile'>;
  /** Anonymizes the contact of a record, whatever the policy says. */
  anonymize: (ref: RecordRef) => Promise<ReconcileOutcome>;
  /** Milliseconds since the epoch. */
  now: () => number;
  /** Ends waiting for Dataverse. */
  signal: AbortSignal;
}

/** More than a job can need, unless somebody changes it all the time. */
const MOST_STEPS = 12;

/**
 * Carries a job out, step by step, each chosen by the job as it is then. A crash anywhere leaves a job with which
 * another delivery goes on. What was done is noted in `course`, so that a second try of this delivery knows of it.
 *
 * @throws {PortError} when the job can't be read or written.
 */
export async function carryOutJob(id: string, course: JobCourse, ports: JobPorts): Promise<JobOutcome> {
  const { jobs, signal } = ports;
  for (let steps = 0; steps < MOST_STEPS; steps++) {
    const step = nextJobStep(await jobs.read(id, { signal }), course);
    const outcome = await take(step, course, ports);
    if (outcome !== undefined) return outcome;
  }
  return { kind: 'failed', failure: { side: 'source', kind: 'unavailable' } };
}

/** Takes one step; `undefined` when the job has to be looked at again. */
async function take(step: JobStep, course: JobCourse, ports: JobPorts): Promise<JobOutcome | undefined> {
  switch (step.kind) {
    case 'withdrawn':
      return { kind: 'withdrawn' };
    case 'leave':
      return { kind: 'left' };
    case 'claim':
      return claim(step.job, step.ref, course, ports);
    case 'erase':
      await erase(step.ref, course, ports);
      return undefined;
    case 'finish':
      return finish(step, course, ports);
    case 'level': {
      const { ref } = step;
      const level = course.level ?? (await ports.work.reconcile(ref, { priority: 'urgent' }));
      return { kind: 'finished-before', ref, level };
    }
  }
}

/** Before anything is erased: from then on no message that is older than the order brings the contact back. */
async function claim(
  job: SpotlerJob,
  ref: RecordRef,
  course: JobCourse,
  { jobs, records, signal }: JobPorts,
): Promise<undefined> {
  const reading = await unlessRejected(records.read(ref, { signal }));
  if ('failure' in reading) {
    course.erasure = { kind: 'failed', failure: reading.failure, attempts: 0 };
    return;
  }
  const version = claimedVersion(job, reading);
  const nothingToWrite = version === null && job.status !== 'failed';
  course.claimed = nothingToWrite || (await jobs.claim(job, version, { signal })) === 'updated';
}

/** In one turn with the ordinary reconcile that must follow. */
async function erase(ref: RecordRef, course: JobCourse, { work, anonymize }: JobPorts): Promise<void> {
  const first = async () => {
    course.erasure = await anonymize(ref);
  };
  const level = await work.reconcile(ref, { priority: 'urgent', first });
  course.level = level;
  // It found the order standing, and could do what the first try could not.
  const mended = level.kind === 'reconciled' && level.decision.rule === 'explicit';
  if (mended && course.erasure?.kind !== 'reconciled') course.erasure = level;
}

async function finish(
  { job, ref, ending }: Extract<JobStep, { kind: 'finish' }>,
  course: JobCourse,
  { jobs, work, now, signal }: JobPorts,
): Promise<JobOutcome | undefined> {
  const { result } = ending;
  if (result !== undefined && result.status !== job.status) {
    const written = await jobs.finish(job, { ...result, completedAt: now() }, { signal });
    if (written !== 'updated') return undefined;
  }
  if (ref === undefined) return { kind: 'refused' };
  if (job.status === 'failed' && result?.status === 'succeeded') {
    // The order stands only now that another delivery's failure is overwritten.
    course.level = await work.reconcile(ref, { priority: 'urgent' });
  }
  return { kind: 'carried-out', ref, erasure: course.erasure, level: course.level, ending };
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
