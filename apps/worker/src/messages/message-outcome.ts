import type { RecordRef } from '@spotler-connector/anonymization-policy';
import type { ReconcileOutcome } from '@spotler-connector/reconciler';
import type { JobOutcome } from '../jobs/job-outcome.ts';

/**
 * What came of one queue message. Every message ends in exactly one of these.
 *
 * - `ignored`: well formed, but not about a table or an event of ours.
 * - `malformed`: nobody can tell which record it is about; `description` says what is wrong, without values.
 * - `reconciled`: each of its records was reconciled, with what outcome is another matter.
 * - `job`: it ordered something; `outcome` says what came of it.
 * - `interrupted`: the worker is stopping, or a side was away for longer than a message should be held.
 * - `unexpected`: a bug; `errorName` is the error's class, since its text may hold anything.
 */
export type MessageOutcome =
  | { kind: 'ignored'; table: string | null; messageName: string | null }
  | { kind: 'malformed'; description: string }
  | { kind: 'reconciled'; messageName: string; records: readonly RecordOutcome[] }
  | { kind: 'job'; messageName: string; jobId: string; outcome: JobOutcome }
  | { kind: 'interrupted' }
  | { kind: 'unexpected'; errorName: string };

/** What came of one record that a message names. */
export interface RecordOutcome {
  ref: RecordRef;
  outcome: ReconcileOutcome;
}
