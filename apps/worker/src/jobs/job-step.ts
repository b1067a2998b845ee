import type { RecordRef } from '@spotler-connector/anonymization-policy';
import type { SpotlerJob } from '@spotler-connector/dataverse';
import type { Initiator } from '@spotler-connector/ledger';
import type { ReconcileOutcome } from '@spotler-connector/reconciler';
import { type JobEnding, jobEnding } from './job-ending.ts';

/** The progress of a job in one delivery. */
export interface JobProgress {
  /** Whoever made the job. */
  readonly initiator?: Initiator | undefined;
  /** The job's record, as soon as it is known. */
  ref?: RecordRef | undefined;
  /** The outcome of the anonymization. */
  erasure?: ReconcileOutcome | undefined;
  /** Nothing more will be tried: what failed so far has failed. */
  givenUp: boolean;
  /** Whether its message was delivered before. */
  readonly redelivered?: boolean | undefined;
}

/** More than a job can need, unless somebody changes it all the time. Then it is tried again later. */
export const MAX_STEPS = 12;

/** The next thing to do for a job. */
export type JobStep =
  | { readonly kind: 'withdrawn' }
  | { readonly kind: 'leave' }
  /** It can't be carried out, and says so. */
  | { readonly kind: 'refuse'; readonly job: SpotlerJob; readonly ending: JobEnding }
  /** It has succeeded; its record is reconciled. */
  | { readonly kind: 'follow-up'; readonly ref: RecordRef }
  | { readonly kind: 'erase'; readonly job: SpotlerJob; readonly ref: RecordRef }
  | {
      readonly kind: 'finish';
      readonly job: SpotlerJob;
      readonly ref: RecordRef;
      readonly ending: JobEnding;
    };

/**
 * Says what a job needs next, from the job as it is now and from what was done so far. Whatever another
 * delivery has done meanwhile is seen in the job, so that nothing has to be remembered between deliveries.
 * Pure.
 */
export function nextJobStep(job: SpotlerJob | null, { erasure, givenUp }: Readonly<JobProgress>): JobStep {
  if (job === null) return { kind: 'withdrawn' };
  if (job.operation !== 'anonymize-contact' || job.status === 'other') return { kind: 'leave' };
  const [ref, second] = job.records;
  if (job.status === 'succeeded') return ref === undefined ? { kind: 'leave' } : { kind: 'follow-up', ref };
  const ending = jobEnding(job, erasure, givenUp);
  if (ref === undefined || second !== undefined) {
    return job.status === 'failed' ? { kind: 'leave' } : { kind: 'refuse', job, ending };
  }
  const tried = erasure !== undefined || givenUp;
  return tried ? { kind: 'finish', job, ref, ending } : { kind: 'erase', job, ref };
}
