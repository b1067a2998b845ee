import type { RecordRef } from '@spotler-connector/anonymization-policy';
import type { Failure, ReconcileOutcome } from '@spotler-connector/reconciler';
import type { JobEnding } from './job-ending.ts';

/**
 * The outcome of a job in one delivery.
 *
 * - `withdrawn`: the row is gone, so nobody orders anything any more.
 * - `left`: nothing to do: another operation, a status that is not ours, or refused before.
 * - `refused`: it names no record or two, and says so now.
 * - `carried-out`: the record was to be anonymized. `followUp` is the ordinary reconcile after it, if
 *   the worker was not stopping.
 * - `finished-before`: it had succeeded already; its record was reconciled once more.
 * - `failed`: the job itself could not be read or written.
 * - `unexpected`: a bug surfaced; `ref` is its record, as far as it was known.
 */
export type JobOutcome =
  | { readonly kind: 'withdrawn' }
  | { readonly kind: 'left' }
  | { readonly kind: 'refused' }
  | {
      readonly kind: 'carried-out';
      readonly ref: RecordRef;
      readonly erasure: ReconcileOutcome | undefined;
      readonly followUp: ReconcileOutcome | undefined;
      readonly ending: JobEnding;
    }
  | {
      readonly kind: 'finished-before';
      readonly ref: RecordRef;
      readonly followUp: ReconcileOutcome | undefined;
    }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | { readonly kind: 'unexpected'; readonly ref: RecordRef | undefined; readonly error: unknown };
