import type { RecordRef } from '@spotler-connector/anonymization-policy';
import type { JobStore } from '@spotler-connector/dataverse';
import { PortError, type ReconcileOutcome } from '@spotler-connector/reconciler';
import type { RecordWork } from '../work/record-work.ts';
import type { JobOutcome } from './job-outcome.ts';
import { type JobCourse, type JobStep, MOST_STEPS, nextJobStep } from './job-step.ts';
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
 * @throws {PortError} when the job can't be read or written, or changes all the time.
 */
export async function carryOutJob(id: string, course: JobCourse, ports: JobPorts): Promise<JobOutcome> {
  const { jobs, now, signal } = ports;
  for (let steps = 0; steps < MOST_STEPS; steps++) {
    const step = nextJobStep(await jobs.read(id, { signal }), course);
    if (step.kind !== 'refuse') return take(step, id, course, ports);
    const { job, ending } = step;
    const written =
      ending.result && (await jobs.finish(job, { ...ending.result, completedAt: now() }, { signal }));
    // Its user may just have named the record.
    if (written !== 'changed-meanwhile') return { kind: 'refused' };
  }
  throw new PortError({ side: 'source', kind: 'unavailable' });
}

async function take(
  step: Exclude<JobStep, { kind: 'refuse' }>,
  id: string,
  course: JobCourse,
  ports: JobPorts,
): Promise<JobOutcome> {
  switch (step.kind) {
    case 'withdrawn':
      return { kind: 'withdrawn' };
    case 'leave':
      return { kind: 'left' };
    case 'level':
      return {
        kind: 'finished-before',
        ref: step.ref,
        level: await ports.work.reconcile(step.ref, { priority: 'urgent' }),
      };
    case 'erase':
    case 'finish': {
      const { ref } = step;
      // When the worker stops, nothing is reconciled any more, but the job can still say that it failed.
      if (course.givenUp) return after(await takeJobTurn(id, course, ports), ref, undefined);
      let turn: Promise<JobTurn> | undefined;
      const first = async () => {
        turn = takeJobTurn(id, course, ports);
        // Its failure is this job's alone: others may have joined the reconcile that follows.
        await turn.catch(() => {});
      };
      const level = await ports.work.reconcile(ref, { priority: 'urgent', first });
      if (turn === undefined) throw new Error('The reconcile came without the turn before it');
      return after(await turn, ref, level);
    }
  }
}

function after(turn: JobTurn, ref: RecordRef, level: ReconcileOutcome | undefined): JobOutcome {
  switch (turn.kind) {
    case 'withdrawn':
      return { kind: 'withdrawn' };
    case 'left':
      return { kind: 'left' };
    case 'finished-before':
      return { kind: 'finished-before', ref, level };
    case 'carried-out':
      return { ...turn, ref, level };
  }
}
