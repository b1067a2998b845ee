import type { RecordRef, RecordSnapshot } from '@spotler-connector/anonymization-policy';

/** An order to anonymize that stands: somebody gave it, and the record has not changed since. */
export interface StandingOrder {
  /** The row that holds it: a Spotler Job's id. */
  jobId: string;
  /** When it was given: ISO text in UTC, whole seconds. Null when that is not known. */
  orderedOn: string | null;
}

/** What one reading of a record found. */
export interface RecordReading {
  /** The facts that the policy decides on. */
  snapshot: RecordSnapshot;
  /** An opaque mark that differs whenever the record changed; `null` for a deleted record. */
  version: string | null;
  /** The id under which the target knows this record's contact. */
  externalId: string;
  /** What a sync writes to the contact, by the target's property name. Empty for a deleted record. */
  properties: Readonly<Record<string, unknown>>;
  /**
   * The order that stands for this version of the record: then it is anonymized, whatever the policy says. Null when
   * there is none; a source need not look for one where the policy anonymizes anyway.
   */
  order: StandingOrder | null;
}

/** Options of every call over a port. */
export interface CallOptions {
  /** Ends waiting and retrying; an effect that is already under way is not undone. */
  signal?: AbortSignal;
}

/** Where records are read. Reading never changes anything. */
export interface RecordSource {
  /**
   * Reads one record as it is now. A deleted record is a reading, not an error; a record that merely
   * can't be seen is an error.
   *
   * @throws {PortError} with side `source`.
   */
  read(ref: RecordRef, options?: CallOptions): Promise<RecordReading>;
}

/** The answer to an anonymization. */
export interface Anonymization {
  /** `already-anonymized`: the target knows no such contact, now or any more. */
  outcome: 'anonymized' | 'already-anonymized';
  /** The HTTP status that said so, for people who compare it with the target's own records. */
  status: number;
}

/** Where contacts are made to agree with the policy. Every method is safe to call again. */
export interface ContactTarget {
  /** Removes the contact's personal data, irreversibly. @throws {PortError} with side `target`. */
  anonymize(externalId: string, options?: CallOptions): Promise<Anonymization>;
  /** Looks whether the target still has the contact. @throws {PortError} with side `target`. */
  readBack(externalId: string, options?: CallOptions): Promise<'gone' | 'present'>;
  /**
   * Creates or updates the contact. With `optOut` every permission is false first, whatever becomes of the rest; without it
   * permissions are left alone. @throws {PortError} with side `target`.
   */
  sync(
    externalId: string,
    properties: Readonly<Record<string, unknown>>,
    options: CallOptions & { optOut: boolean },
  ): Promise<void>;
  /** Sets every permission to false if the contact exists; creates nothing. @throws {PortError} */
  optOut(externalId: string, options?: CallOptions): Promise<'opted-out' | 'unknown-contact'>;
}
