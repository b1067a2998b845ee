import type { RecordRef } from '@spotler-connector/anonymization-policy';

/** A write of a reconcile, or the attempt at one. */
export interface ContactWrite {
  /** The record that it was about. */
  readonly ref: RecordRef;
  /** The contact. */
  readonly externalId: string;
  /**
   * Result: the contact is gone, may be gone, is as the policy wants it, or nobody knows.
   */
  readonly kind: 'anonymized' | 'already-anonymized' | 'maybe-anonymized' | 'kept' | 'unknown';
  /** Whether it may still take effect later, after whatever is written next. */
  readonly ambiguous: boolean;
}
