import type { RecordRef } from '@spotler-connector/anonymization-policy';
import type { ReconcileOutcome } from '@spotler-connector/reconciler';
import type { JobOutcome } from '../jobs/job-outcome.ts';

/**
 * The outcome of one queue message. Every message ends in exactly one of these.
 *
 * - `ignored`: well formed, but not about a table or an event of ours.
 * - `malformed`: nobody can tell which record it is about; `description` says what is wrong, without values.
 * - `foreign-organization`: another Dataverse environment sent it, such as a copy of ours.
 * - `reconciled`: each of its records was reconciled, with what outcome is another matter.
 * - `job`: it ordered something; `outcome` says how that went.
 * - `interrupted`: the worker is stopping, or a system was down for longer than a message should wait for it.
 * - `unexpected`: a bug surfaced, which `error` tells of; `records` are those that were being reconciled.
 */
export type MessageOutcome =
  | { readonly kind: 'ignored'; readonly table: string | null; readonly messageName: string | null }
  | { readonly kind: 'malformed'; readonly description: string }
  | { readonly kind: 'foreign-organization' }
  | { readonly kind: 'reconciled'; readonly messageName: string; readonly records: readonly RecordOutcome[] }
  | {
      readonly kind: 'job';
      readonly messageName: string;
      readonly jobId: string;
      readonly outcome: Exclude<JobOutcome, { kind: 'unexpected' }>;
    }
  | { readonly kind: 'interrupted' }
  | {
      readonly kind: 'unexpected';
      readonly error: unknown;
      readonly jobId: string | undefined;
      readonly records: readonly (RecordOutcome | RecordBug)[];
    };

/** The outcome of one record that a message names. */
export interface RecordOutcome {
  readonly ref: RecordRef;
  readonly outcome: ReconcileOutcome;
}

/** A bug that surfaced while a record was reconciled. */
export interface RecordBug {
  readonly ref: RecordRef;
  readonly outcome: {
    readonly kind: 'unexpected';
    /** Its text may hold anything: log it only as `error`. */
    readonly error: unknown;
  };
}
