import type { RecordRef } from '@spotler-connector/anonymization-policy';
import type { JobStore } from '@spotler-connector/dataverse';
import type { RecordWork } from '../messages/record-work.ts';
import type { JobOutcome } from './job-outcome.ts';
import { type JobCourse, nextJobStep } from './job-step.ts';
import { type JobTurn, type JobTurnPorts, takeJobTurn } from './take-job-turn.ts';

/** What carrying out a job needs. Failures of Dataverse must come as a `PortError`. */
export interface JobPorts extends JobTurnPorts {
  jobs: Pick<JobStore, 'read' | 'claim' | 'finish'>;
  /** The work on records: a job takes a turn in it, so that nothing else is done to its record meanwhile. */
  work: Pick<RecordWork, 'reconcile'>;
}

/**
 * Carries a job out, and has its record reconciled afterwards. What was done is noted in `course`, so that a second try
 * of this delivery knows of it.
 *
 * @throws {PortError} when the job can't be read or written.
 */
export async function carryOutJob(id: string, course: JobCourse, ports: JobPorts): Promise<JobOutcome> {
  const { jobs, now, signal } = ports;
  const step = nextJobStep(await jobs.read(id, { signal }), course);
  switch (step.kind) {
    case 'withdrawn':
      return { kind: 'withdrawn' };
    case 'leave':
      return { kind: 'left' };
    case 'refuse': {
      const { job, ending } = step;
      const written =
        ending.result && (await jobs.finish(job, { ...ending.result, completedAt: now() }, { signal }));
      // Its user may just have named the record.
      return written === 'changed-meanwhile' ? carryOutJob(id, course, ports) : { kind: 'refused' };
    }
    case 'level':
      return {
        kind: 'finished-before',
        ref: step.ref,
        level: await ports.work.reconcile(step.ref, { priority: 'urgent' }),
      };
    case 'erase':
    case 'finish':
      return inTurn(step.ref, () => takeJobTurn(id, course, ports), ports);
  }
}

/** A failure of the turn is the job's alone: others may have joined the reconcile that follows. */
async function inTurn(
  ref: RecordRef,
  take: () => Promise<JobTurn>,
  { work }: Pick<JobPorts, 'work'>,
): Promise<JobOutcome> {
  let turn: Promise<JobTurn> | undefined;
  const first = async () => {
    turn = take();
    await turn.catch(() => {});
  };
  const level = await work.reconcile(ref, { priority: 'urgent', first });
  const taken = await turn;
  if (taken === undefined) throw new Error('The reconcile came without the turn before it');
  switch (taken.kind) {
    case 'withdrawn':
      return { kind: 'withdrawn' };
    case 'left':
      return { kind: 'left' };
    case 'finished-before':
      return { kind: 'finished-before', ref, level };
    case 'carried-out':
      return { ...taken, ref, level };
  }
}
