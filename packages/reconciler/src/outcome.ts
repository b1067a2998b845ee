import type { Decision } from '@spotler-connector/anonymization-policy';
import type { Failure } from './port-error.ts';

/** What was done to the contact to make it agree with the decision. */
export type Effect =
  | { kind: 'anonymized' | 'already-anonymized'; status: number }
  | { kind: 'synced' }
  | { kind: 'synced-opted-out' }
  | { kind: 'opted-out' }
  /** An opt-out found no contact, so there was nothing to do. */
  | { kind: 'unknown-contact' }
  | { kind: 'left' };

/**
 * How a reconcile ended.
 *
 * - `reconciled`: the contact agrees with the record as it was at the last reading.
 * - `not-erased`: Spotler confirmed the anonymization, but reading back still found the contact.
 * - `unsettled`: the record changed faster than it could be acted on; a later message finishes the work.
 * - `failed`: one of the two systems failed; `failure` says which and how.
 */
export type ReconcileOutcome =
  | { kind: 'reconciled'; decision: Decision; effect: Effect; attempts: number }
  | { kind: 'not-erased'; decision: Decision; attempts: number }
  | { kind: 'unsettled'; decision: Decision; attempts: number }
  | { kind: 'failed'; failure: Failure; decision?: Decision; attempts: number };
