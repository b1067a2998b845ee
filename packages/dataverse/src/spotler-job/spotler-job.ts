import type { RecordRef } from '@spotler-connector/anonymization-policy';

/** A row that a user made to order something. */
export interface SpotlerJob {
  /** Lower case, without braces. */
  id: string;
  /** The row's ETag: a result is only written while the row still has it. */
  version: string;
  /** `other` for an operation that is not ours, or none. */
  operation: 'anonymize-contact' | 'other';
  /** `pending` also when the column was never filled; `other` for a status we don't know. */
  status: 'pending' | 'succeeded' | 'failed' | 'other';
  /** The contact or account in the customer column and the lead in the lead column: none, one or two. */
  records: RecordRef[];
  /** When the job was made, by Dataverse's clock: ISO text, whole seconds, UTC. Null when not readable. */
  createdOn: string | null;
  /**
   * The ETag of the record that the job claimed; null before that, and when the record changed after the order. While
   * the job is unfinished a user may have written it, or copied it with the job.
   */
  recordVersion: string | null;
}

/** A job that stands: it claimed its record, and the record has not changed since. */
export interface StandingJob {
  /** The job's id: lower case, without braces. */
  jobId: string;
  /** When it was made, by Dataverse's clock: ISO text, whole seconds, UTC. Null when not readable. */
  orderedOn: string | null;
}

/** What a job shows when it is done. */
export interface JobResult {
  /** What the job's status column will say. */
  status: 'succeeded' | 'failed';
  /** Such as `HTTP 410 Gone`. */
  code: string;
  /** A sentence for the user who made the job. */
  message: string;
  /** When, in epoch milliseconds. */
  completedAt: number;
}
