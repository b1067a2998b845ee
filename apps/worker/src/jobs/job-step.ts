import type { RecordRef } from '@spotler-connector/anonymization-policy';
import type { SpotlerJob } from '@spotler-connector/dataverse';
import type { ReconcileOutcome } from '@spotler-connector/reconciler';
import { type JobEnding, jobEnding } from './job-ending.ts';

/** What this delivery has done for a job so far. */
export interface JobCourse {
  /** Whether the job has claimed its record, or need not. */
  claimed: boolean;
  /** What came of the anonymization. */
  erasure?: ReconcileOutcome | undefined;
  /** What came of the ordinary reconcile after it. */
  level?: ReconcileOutcome | undefined;
  /** Nothing more will be tried: what failed so far has failed. */
  givenUp: boolean;
}

/** What is to be done next. */
export type JobStep =
  | { kind: 'withdrawn' }
  | { kind: 'leave' }
  | { kind: 'claim'; job: SpotlerJob; ref: RecordRef }
  | { kind: 'erase'; ref: RecordRef }
  | { kind: 'finish'; job: SpotlerJob; ref: RecordRef | undefined; ending: JobEnding }
  | { kind: 'level'; ref: RecordRef };

/**
 * Says what a job needs next, from the job as it is now and from what was done so far. Whatever another delivery has
 * done meanwhile is seen in the job, so that nothing has to be remembered between deliveries. Pure.
 */
export function nextJobStep(job: SpotlerJob | null, course: JobCourse): JobStep {
  if (job === null) return { kind: 'withdrawn' };
  if (job.operation !== 'anonymize-contact' || job.status === 'other') return { kind: 'leave' };
  const [ref, second] = job.records;
  if (job.status === 'succeeded') return ref === undefined ? { kind: 'leave' } : { kind: 'level', ref };
  const { claimed, erasure, givenUp } = course;
  if (ref === undefined || second !== undefined) {
    if (job.status === 'failed') return { kind: 'leave' };
    return { kind: 'finish', job, ref: undefined, ending: jobEnding(job, undefined, givenUp) };
  }
  if (erasure !== undefined || givenUp) {
    return { kind: 'finish', job, ref, ending: jobEnding(job, erasure, givenUp) };
  }
  // A job that failed and is tried again counts as pending first: only then its order stands.
  const needsClaim = job.recordVersion === null || job.status === 'failed';
  return needsClaim && !claimed ? { kind: 'claim', job, ref } : { kind: 'erase', ref };
}
