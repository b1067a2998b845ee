import type { Decision, RecordRef } from '@spotler-connector/anonymization-policy';

/** All kinds of findings, in the order in which they are reported. */
export const FINDING_KINDS = [
  'must-be-gone',
  'must-be-opted-out',
  'missing',
  'differs',
  'orphan',
  'other-spelling',
  'foreign-id',
  'held-twice',
  'pending-order',
] as const;

/**
 * Something in which the two sides do not agree.
 *
 * - `must-be-gone`: the policy says to anonymize, and the contact is there.
 * - `must-be-opted-out`: the contact has a permission that it must not have.
 * - `missing`: the contact is not there, and should be.
 * - `differs`: a mapped property has another value.
 * - `orphan`: a contact under a GUID that no record has; confirmed by id, in every table.
 * - `other-spelling`: the contact of a record under its GUID in upper case, where no message reaches it, and
 *   which the policy would keep as it is; only reported.
 * - `foreign-id`: a contact whose id may come from elsewhere; left alone unless told otherwise.
 * - `held-twice`: one id on several contacts or records, or one address on several contacts; only reported.
 * - `pending-order`: a Spotler Job that nobody carried out.
 */
export type FindingKind = (typeof FINDING_KINDS)[number];

/** One finding. */
export interface Finding {
  /** Kind of disagreement. */
  readonly kind: FindingKind;
  /** The record, or for an orphan the one that was; undefined for a pending order. */
  readonly ref: RecordRef | undefined;
  /**
   * The contact's id as Spotler has it, where that is not the record's: it may be an address, so mask it.
   * Undefined too where a sweep that went on later has not kept it.
   */
  readonly contactId: string | undefined;
  /** The decision that says so; undefined where no record does. */
  readonly decision: Decision | undefined;
  /** Names of the properties that differ. */
  readonly properties: readonly string[];
  /** The order that is pending. */
  readonly orderId?: string | undefined;
  /** Its place in the order of all findings, which is the same when the sweep is resumed. */
  readonly place: number;
}

const ERASING: readonly FindingKind[] = ['must-be-gone', 'orphan', 'foreign-id'];

/** Whether mending it erases a contact. */
export function erases({ kind }: Pick<Finding, 'kind'>): boolean {
  return ERASING.includes(kind);
}
