import { failureOf } from '@spotler-connector/adapters';
import type { RecordRef } from '@spotler-connector/anonymization-policy';
import { PortError, type ReconcileOutcome } from '@spotler-connector/reconciler';
import type { RecordWork } from '../work/record-work.ts';
import type { JobOutcome } from './job-outcome.ts';
import { type JobProgress, type JobStep, MAX_STEPS, nextJobStep } from './job-step.ts';
import { type JobRun, type RunJobPorts, runJob } from './run-job.ts';

/** Ports of carrying out a job. Failures of Dataverse must come as a `PortError`. */
export interface JobPorts extends RunJobPorts {
  /** The work on records: a job takes a turn in it, so that nothing else is done to its record meanwhile. */
  readonly work: Pick<RecordWork, 'reconcile'>;
}

/**
 * Carries a job out, and has its record reconciled afterwards. What was done is kept in `progress`, so that a
 * second try of this delivery knows of it.
 *
 * @throws {PortError} when the job can't be read or written, or changes all the time.
 */
export async function carryOutJob(id: string, progress: JobProgress, ports: JobPorts): Promise<JobOutcome> {
  const { jobs, clock, signal } = ports;
  for (let steps = 0; steps < MAX_STEPS; steps++) {
    const step = nextJobStep(await jobs.read(id, { signal }), progress);
    if (step.kind !== 'refuse') return take(step, id, progress, ports);
    const { job, ending } = step;
    const written =
      ending.result && (await jobs.finish(job, { ...ending.result, completedAt: clock.now() }, { signal }));
    // Its user may just have named the record.
    if (written !== 'changed-meanwhile') return { kind: 'refused' };
  }
  throw new PortError(failureOf('dataverse', { kind: 'unavailable' }));
}

async function take(
  step: Exclude<JobStep, { kind: 'refuse' }>,
  id: string,
  progress: JobProgress,
  ports: JobPorts,
): Promise<JobOutcome> {
  switch (step.kind) {
    case 'withdrawn':
      return { kind: 'withdrawn' };
    case 'leave':
      return { kind: 'left' };
    case 'follow-up': {
      const { ref } = step;
      progress.ref = ref;
      const { redelivered } = progress;
      const followUp = await ports.work.reconcile(ref, { priority: 'urgent', origin: 'ours', redelivered });
      return { kind: 'finished-before', ref, followUp };
    }
    case 'erase':
    case 'finish':
      progress.ref = step.ref;
      return runThenReconcile(step.ref, id, progress, ports);
  }
}

async function runThenReconcile(
  ref: RecordRef,
  id: string,
  progress: JobProgress,
  ports: JobPorts,
): Promise<JobOutcome> {
  // When the worker stops, nothing is reconciled any more, but the job can still say that it failed.
  if (progress.givenUp) return outcomeOf(await runJob(id, progress, ports), ref, undefined);
  let run: Promise<JobRun> | undefined;
  async function before(): Promise<void> {
    run = runJob(id, progress, ports);
    // Its failure is this job's alone, who awaits it below: others may share the reconcile that follows.
    await run.catch(() => {});
  }
  const { redelivered } = progress;
  const followUp = await ports.work.reconcile(ref, {
    priority: 'urgent',
    origin: 'ours',
    redelivered,
    before,
  });
  if (run === undefined) throw new Error('The reconcile came without the job that goes before it');
  return outcomeOf(await run, ref, followUp);
}

function outcomeOf(run: JobRun, ref: RecordRef, followUp: ReconcileOutcome | undefined): JobOutcome {
  switch (run.kind) {
    case 'withdrawn':
      return { kind: 'withdrawn' };
    case 'left':
      return { kind: 'left' };
    case 'finished-before':
      return { kind: 'finished-before', ref, followUp };
    case 'carried-out':
      return { ...run, ref, followUp };
  }
}
