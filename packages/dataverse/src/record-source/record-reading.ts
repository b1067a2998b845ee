import type { RecordRef, RecordSnapshot } from '@spotler-connector/anonymization-policy';

/** A record as one reading found it. */
export interface RecordReading {
  /** The record that was read; the id in lower case, without braces. */
  readonly ref: RecordRef;
  /** The facts that the policy decides on. Of a merged record, those of its survivor are among them. */
  readonly snapshot: RecordSnapshot;
  /** The row's ETag, opaque: differs whenever the row changed. Null for a deleted record. */
  readonly version: string | null;
  /**
   * The id under which Spotler knows the record's contact: the record id, or the configured column's value.
   */
  readonly externalId: string;
  /**
   * Whether the record itself has the external id. False for one without a value in the configured column,
   * whose own id stands in for it.
   */
  readonly externalIdStored: boolean;
  /**
   * The external id that the record had before the change that a message tells of, when it has another one
   * now. Null when it is the same, or no pre-image told it.
   */
  readonly formerExternalId: string | null;
  /** The record that this one was merged into; `unknown` when it was merged, but does not say into what. */
  readonly mergedInto: RecordRef | null | 'unknown';
  /** Spotler properties by name, from the field mapping. Empty for a deleted record. */
  readonly properties: Readonly<Record<string, unknown>>;
  /**
   * When the row was last changed, by Dataverse's clock: ISO text in UTC, whole seconds. Null for a deleted
   * record.
   */
  readonly modifiedOn: string | null;
}
