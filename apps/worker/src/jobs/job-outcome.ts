import type { RecordRef } from '@spotler-connector/anonymization-policy';
import type { Failure, ReconcileOutcome } from '@spotler-connector/reconciler';
import type { JobEnding } from './job-ending.ts';

/**
 * What came of a job in one delivery.
 *
 * - `withdrawn`: the row is gone, so nobody orders anything any more.
 * - `left`: nothing to do: another operation, a status that is not ours, or refused before.
 * - `refused`: it names no record or two, and says so now.
 * - `carried-out`: the record was to be anonymized. `level` is the ordinary reconcile that followed, if
 *   the worker was not stopping.
 * - `finished-before`: it had succeeded already; its record was reconciled once more.
 * - `failed`: the job itself could not be read or written.
 */
export type JobOutcome =
  | { kind: 'withdrawn' }
  | { kind: 'left' }
  | { kind: 'refused' }
  | {
      kind: 'carried-out';
      ref: RecordRef;
      erasure: ReconcileOutcome | undefined;
      level: ReconcileOutcome | undefined;
      ending: JobEnding;
    }
  | { kind: 'finished-before'; ref: RecordRef; level: ReconcileOutcome | undefined }
  | { kind: 'failed'; failure: Failure };
