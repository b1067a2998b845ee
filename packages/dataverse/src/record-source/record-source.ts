import type { RecordRef, Table } from '@spotler-connector/anonymization-policy';
import type { FieldMapping } from '../field-mapping/field-mapping.ts';
import type { DataverseConnection } from '../web-api/connection.ts';
import type { UpdateOutcome } from '../web-api/update-row.ts';
import type { ExternalIdFallback } from './external-id.ts';
import type { RecordReading } from './record-reading.ts';

/** Options of a record source. */
export interface RecordSourceOptions {
  /** A column that holds the contact's id in Spotler. Default: the record id is the contact's id. */
  readonly externalIdColumn?: string | undefined;
  /** Stand-in for an empty external id column. Default: `record-id`. */
  readonly externalIdFallback?: ExternalIdFallback | undefined;
  /** Which columns become which Spotler properties. Default: {@link defaultFieldMapping}. */
  readonly mapping?: FieldMapping | undefined;
}

/** The part of a connection that a record source needs. */
export type RecordConnection = Pick<DataverseConnection, 'join' | 'find' | 'ask' | 'update'>;

/** Options of one call. */
export interface RecordCallOptions {
  /** Stops waiting; the call then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

/** Options of one reading. */
export interface ReadOptions extends RecordCallOptions {
  /**
   * Value of the external id column before the event, as a message's pre-image told it: null when it was
   * empty, undefined when nothing told it. Without an external id column it is not looked at.
   */
  readonly externalId?: string | null | undefined;
}

/** Where records are read. */
export interface DataverseRecordSource {
  /**
   * Reads one record as it is now; what is asked for while a request is under way shares the next one. Only
   * Dataverse's statement that this very row does not exist makes a deleted record; a row that can't be seen,
   * or a wrong table name, is an error.
   *
   * @throws {DataverseError} or the reason of `signal`. Code {@link EXTERNAL_ID_UNKNOWN} says that nobody can
   * tell under which id Spotler has the contact.
   */
  read(ref: RecordRef, options?: ReadOptions): Promise<RecordReading>;
  /**
   * Readings of the present records that hold the contact of this external id, to be asked before it is
   * erased, `ref` among them if a query finds it. Without an external id column those are rows of the three
   * tables with this id; that the two other tables have none is as first-hand as in `read`. With a column
   * those are rows of all three tables with this value. Questions share requests as readings do.
   *
   * @throws {DataverseError} or the reason of `signal`: then it is not known who holds it.
   */
  holders(ref: RecordRef, externalId: string, options?: RecordCallOptions): Promise<readonly RecordReading[]>;
  /**
   * Readings of the records that were merged into this one, directly or by way of others.
   *
   * @throws {DataverseError} or the reason of `signal`.
   */
  mergedRecords(ref: RecordRef, options?: RecordCallOptions): Promise<readonly RecordReading[]>;
  /**
   * Writes the external id of a reading into its record, if the fallback is `write-back`, the record has
   * none, and it still is as it was read. `kept` when there is nothing to write. After any other outcome the
   * record has to be read again.
   *
   * @throws {DataverseError} or the reason of `signal`.
   */
  storeExternalId(reading: RecordReading, options?: RecordCallOptions): Promise<UpdateOutcome | 'kept'>;
  /**
   * Asks about a record that does not exist, with the very queries of `read`. Resolves to the columns that
   * Dataverse does not know, none if all is well.
   *
   * @throws {DataverseError} when the table can't be read at all.
   */
  probe(table: Table, options?: RecordCallOptions): Promise<readonly string[]>;
}
