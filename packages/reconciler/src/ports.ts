import type { RecordRef, RecordSnapshot, Table } from '@spotler-connector/anonymization-policy';

/**
 * An order to anonymize that stands: somebody gave it, and since then the policy has not wanted the contact.
 */
export interface StandingOrder {
  /** The row that holds it: a Spotler Job's id. */
  readonly jobId: string;
  /** When it was given: ISO text in UTC, whole seconds. Null when that is not known. */
  readonly orderedOn: string | null;
}

/** The result of reading a record. */
export interface RecordReading {
  /**
   * The facts that the policy decides on, known first-hand: absence is the source's own statement about this
   * record.
   */
  readonly snapshot: RecordSnapshot;
  /**
   * An opaque mark that differs whenever the record changed, or the one that it was merged into; `null` for a
   * deleted record.
   */
  readonly version: string | null;
  /** The id under which the target knows this record's contact. */
  readonly externalId: string;
  /**
   * The values that a sync writes to the contact, by the target's property name. Empty for a deleted record.
   */
  readonly properties: Readonly<Record<string, unknown>>;
  /**
   * The order that stands: then the contact is anonymized, whatever the policy says. An order stands for the
   * version of the record that it found, and for every later one until the policy wants the contact. Null
   * when there is none; a source need not look for one where the policy anonymizes anyway.
   */
  readonly order: StandingOrder | null;
}

/** A present record that holds a contact, as one reading found it. */
export interface Holder extends RecordReading {
  /** Which record it is. */
  readonly ref: RecordRef;
}

/** Options of every call over a port. */
export interface CallOptions {
  /** Ends waiting and retrying; an effect that is already under way is not undone. */
  readonly signal?: AbortSignal | undefined;
}

/** Where records are read. Reading never changes anything. */
export interface RecordSource {
  /**
   * Whether several records can hold one contact, so that each decision about it needs all of them. False
   * where a contact goes by its record's own id.
   */
  readonly sharesContacts: boolean;
  /**
   * Reads one record as it is now. A deleted record is a reading, not an error; a record that merely
   * can't be seen is an error.
   *
   * @throws {PortError} with side `source`.
   */
  read(ref: RecordRef, options?: CallOptions): Promise<RecordReading>;
  /**
   * Finds the present records, in any table, that hold the contact `externalId`. Where contacts are shared,
   * `ref` is among them if it holds it; elsewhere its own reading is taken for granted. An answer that can't
   * be had is an error, never an empty list.
   *
   * @throws {PortError} with side `source`.
   */
  holders(ref: RecordRef, externalId: string, options?: CallOptions): Promise<readonly Holder[]>;
  /**
   * Finds the records that were merged into this one, directly or by way of others: what is decided about
   * this one reaches them.
   *
   * @throws {PortError} with side `source`.
   */
  mergedRecords(ref: RecordRef, options?: CallOptions): Promise<readonly RecordRef[]>;
  /**
   * Makes sure, not longer ago than a few minutes, that every column of the table that the policy reads or a
   * sync copies can be read as it is: a column that is hidden reads as empty, and a masked one as something
   * else.
   *
   * @throws {PortError} with side `source`, kind `authentication` and the column as `property` when one can't
   * be.
   */
  checkColumns(table: Table, options?: CallOptions): Promise<void>;
}

/** The result of a write that was answered. */
export interface Write {
  /**
   * Whether an earlier try of the same call may still take effect, after whatever is written next. Default
   * false.
   */
  readonly ambiguous?: boolean | undefined;
}

/** The answer to an anonymization. */
export interface Anonymization extends Write {
  /** `already-anonymized`: the target knows no such contact, now or any more. */
  readonly outcome: 'anonymized' | 'already-anonymized';
  /** The HTTP status that said so, for people who compare it with the target's own records. */
  readonly status: number;
  /** Whether an earlier try of this call may have anonymized it, although no answer to that one came. */
  readonly ambiguous?: boolean | undefined;
}

/** The answer to a sync. */
export interface Sync extends Write {
  /**
   * Whether the target knew no such contact until this call created it. Never true for a contact that was
   * there before: a reconcile takes back what it has created itself and should not have.
   */
  readonly created: boolean;
}

/** The answer to an opt-out. */
export interface OptOut extends Write {
  /** `unknown-contact`: the target knows no such contact, so there was nothing to do. */
  readonly outcome: 'opted-out' | 'unknown-contact';
}

/**
 * Where contacts are made to agree with the policy. Every method is safe to call again. A write that failed
 * says in `Failure.ambiguous` whether it may still take effect.
 */
export interface ContactTarget {
  /** Removes the contact's personal data, irreversibly. @throws {PortError} with side `target`. */
  anonymize(externalId: string, options?: CallOptions): Promise<Anonymization>;
  /**
   * Looks whether the target still has the contact. `gone` rests on the target's own answer about this
   * contact, or on proof, in the same call, that it can be asked.
   *
   * @throws {PortError} with side `target`.
   */
  readBack(externalId: string, options?: CallOptions): Promise<'gone' | 'present'>;
  /**
   * Creates or updates the contact. With `optOut` every permission is false before any other property is
   * written, and is read back; without it permissions are left alone.
   *
   * @throws {PortError} with side `target`; with `optOut` and kind `rejected` every permission is false all
   * the same.
   */
  sync(
    externalId: string,
    properties: Readonly<Record<string, unknown>>,
    options: CallOptions & { readonly optOut: boolean },
  ): Promise<Sync>;
  /**
   * Sets every permission to false if the contact exists, and reads them back; creates nothing. @throws
   * {PortError}
   */
  optOut(externalId: string, options?: CallOptions): Promise<OptOut>;
}
