import { PortError, type ReconcileOutcome } from '@spotler-connector/reconciler';
import type { SideWatch } from '../work/circuit-breaker.ts';
import { mayPass, waitAskedFor } from '../work/may-pass.ts';
import { type Patience, type PatienceWatch, patiently } from '../work/retry-while-unavailable.ts';
import { carryOutJob, type JobPorts } from './carry-out-job.ts';
import type { JobOutcome } from './job-outcome.ts';
import type { JobCourse } from './job-step.ts';

/** How a job's work is asked for. */
export interface JobOptions {
  /** Whether the queue will not deliver the message again. */
  lastDelivery: boolean;
  /** Fires when the message that asks has to go. */
  released?: AbortSignal | undefined;
}

/** The work on Spotler Jobs. */
export interface JobWork {
  /** Carries out a job, patiently. Rejects with an `AbortError` when the worker stops first. */
  carryOut(id: string, options: JobOptions): Promise<JobOutcome>;
}

/** Who watches the sides, and is told of a job that could not be read or written. */
type Watch = PatienceWatch & Pick<SideWatch, 'note'>;

/**
 * Builds the work. A job that fails is tried again for a while, like any message; what failed in the last delivery
 * fails for good, and the job says so.
 */
export function createJobWork(ports: JobPorts, watch: Watch, patience: Patience): JobWork {
  async function attempt(id: string, course: JobCourse): Promise<JobOutcome> {
    // What is done stays done; the rest is tried again.
    if (!course.givenUp && course.erasure?.kind !== 'reconciled') course.erasure = undefined;
    try {
      return await carryOutJob(id, course, ports);
    } catch (error) {
      if (!(error instanceof PortError)) throw error;
      watch.note({ kind: 'failed', failure: error.failure, attempts: 0 });
      return { kind: 'failed', failure: error.failure };
    }
  }

  return {
    async carryOut(id, { lastDelivery, released }) {
      const course: JobCourse = { givenUp: false };
      let outcome: JobOutcome | undefined;
      try {
        outcome = await patiently(() => attempt(id, course), pauseAfter, watch, { ...patience, released });
      } catch (error) {
        if (!lastDelivery || !isAbort(error)) throw error;
      }
      if (outcome !== undefined && !(lastDelivery && isUnfinished(outcome))) return outcome;
      if (outcome?.kind === 'failed') course.erasure ??= { ...outcome, attempts: 0 };
      course.givenUp = true;
      return attempt(id, course);
    },
  };
}

function isAbort(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'name' in error && error.name === 'AbortError';
}

/** Whether the job is as pending as it was. */
function isUnfinished(outcome: JobOutcome): boolean {
  if (outcome.kind === 'carried-out') return outcome.ending.result === undefined;
  return outcome.kind === 'failed' && outcome.failure.kind !== 'rejected';
}

/** How long to wait before another try, at least; `undefined` when there is no use in one. */
function pauseAfter(outcome: JobOutcome): number | undefined {
  const open = openEnd(outcome);
  return open !== undefined && mayPass(open) ? waitAskedFor(open) : undefined;
}

/** The part that is not done yet, if any. */
function openEnd(outcome: JobOutcome): ReconcileOutcome | undefined {
  switch (outcome.kind) {
    case 'withdrawn':
    case 'left':
    case 'refused':
      return undefined;
    case 'carried-out': {
      const { erasure, level, ending } = outcome;
      if (ending.result === undefined) return erasure;
      return ending.result.status === 'succeeded' ? level : undefined;
    }
    case 'finished-before':
      return outcome.level;
    case 'failed':
      return { ...outcome, attempts: 0 };
  }
}
