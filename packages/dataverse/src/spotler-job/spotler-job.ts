import type { RecordRef } from '@spotler-connector/anonymization-policy';

/** A row that a user made to order something. */
export interface SpotlerJob {
  /** Lower case, without braces. */
  readonly id: string;
  /** The row's ETag: a result is only written while the row still has it. */
  readonly version: string;
  /** `other` for an operation that is not ours, or none. */
  readonly operation: 'anonymize-contact' | 'other';
  /** `pending` also when the column was never filled; `other` for a status we don't know. */
  readonly status: 'pending' | 'succeeded' | 'failed' | 'other';
  /** The contact or account in the customer column and the lead in the lead column: none, one or two. */
  readonly records: RecordRef[];
  /** When the job was made, by Dataverse's clock: ISO text, whole seconds, UTC. Null when not readable. */
  readonly createdOn: string | null;
  /**
   * The ETag of the record that the job claimed; null before that, and when the record changed after the
   * order. While the job is unfinished a user may have written it, or copied it with the job.
   */
  readonly recordVersion: string | null;
}

/** A job that may stand: it claimed its record in some version. */
export interface StandingJob {
  /** The job's id: lower case, without braces. */
  readonly jobId: string;
  /** When it was made, by Dataverse's clock: ISO text, whole seconds, UTC. Null when not readable. */
  readonly orderedOn: string | null;
  /** The ETag of the record that it claimed. */
  readonly recordVersion: string;
  /** The row's ETag: the claim is only taken away while the row still has it. */
  readonly version: string;
}

/** Result that a job shows. */
export interface JobResult {
  /** Value for the job's status column: `pending` says why it is not finished yet. */
  readonly status: 'succeeded' | 'failed' | 'pending';
  /** Such as `HTTP 410 Gone`. */
  readonly code: string;
  /** A sentence for the user who made the job. */
  readonly message: string;
  /** When, in epoch milliseconds. Not shown while it is pending. */
  readonly completedAt: number;
}
