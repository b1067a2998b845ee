import type { RecordSnapshot } from '@spotler-connector/anonymization-policy';

/** What one reading of a record found. */
export interface RecordReading {
  /** The facts that the policy decides on. */
  readonly snapshot: RecordSnapshot;
  /** The row's ETag, opaque: differs whenever the row changed. Null for a deleted record. */
  readonly version: string | null;
  /** The id under which Spotler knows the record's contact: the record id, or the configured column's value. */
  readonly externalId: string;
  /** Spotler properties by name, from the field mapping. Empty for a deleted record. */
  readonly properties: Readonly<Record<string, unknown>>;
  /** When the row was last changed, by Dataverse's clock: ISO text in UTC, whole seconds. Null for a deleted record. */
  readonly modifiedOn: string | null;
}
