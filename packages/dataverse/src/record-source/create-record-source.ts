import type { RecordRef, Table } from '@spotler-connector/anonymization-policy';
import { toGuid } from '../change-message/guid.ts';
import { applyMapping, columnsOf, needsFormattedValues } from '../field-mapping/apply-mapping.ts';
import { defaultFieldMapping } from '../field-mapping/default-field-mapping.ts';
import type { FieldMapping } from '../field-mapping/field-mapping.ts';
import { connectDataverse, type DataverseConnection, type RowQuery } from '../web-api/connection.ts';
import type { ConnectionOptions } from '../web-api/connection-options.ts';
import { DataverseError } from '../web-api/dataverse-error.ts';
import { externalIdOf } from './external-id-of.ts';
import type { RecordReading } from './record-reading.ts';
import { snapshotOfRow } from './snapshot-of-row.ts';
import { POLICY_COLUMNS, TABLE_SHAPES } from './table-shape.ts';

/** What a record source reads besides the policy's columns. */
export interface RecordSourceOptions {
  /** A column that holds the contact's id in Spotler. Default: the record id is the contact's id. */
  externalIdColumn?: string;
  /** Which columns become which Spotler properties. Default: {@link defaultFieldMapping}. */
  mapping?: FieldMapping;
}

/** Options of one reading. */
export interface ReadOptions {
  /** Stops waiting; `read` then rejects with the signal's reason. */
  signal?: AbortSignal;
  /**
   * The contact's id in Spotler as the pre-image of a Delete message gave it. Only looked at for a deleted
   * record while an external id column is configured.
   */
  externalId?: string;
}

/** Where records are read. */
export interface DataverseRecordSource {
  /**
   * Reads one record as it is now. Only Dataverse's statement that the row does not exist makes a deleted
   * record; a row that can't be seen, or a wrong table name, is an error.
   *
   * @throws {DataverseError} or the reason of `signal`.
   */
  read(ref: RecordRef, options?: ReadOptions): Promise<RecordReading>;
}

/**
 * Makes a record source over a connection that may be shared, or over one of its own.
 *
 * @throws {DataverseError} `authentication` when the URL does not go with the authentication.
 */
export function createRecordSource(
  options: RecordSourceOptions & (ConnectionOptions | { connection: DataverseConnection }),
): DataverseRecordSource {
  const connection = 'connection' in options ? options.connection : connectDataverse(options);
  const mapping = options.mapping ?? defaultFieldMapping();
  const { externalIdColumn } = options;
  const queries: Readonly<Record<Table, RowQuery>> = {
    contact: queryOf('contact', mapping, externalIdColumn),
    lead: queryOf('lead', mapping, externalIdColumn),
    account: queryOf('account', mapping, externalIdColumn),
  };

  return {
    read: async ({ table, id }, { signal, externalId } = {}) => {
      const guid = toGuid(id);
      if (guid === null)
        throw new DataverseError({ kind: 'rejected', sentence: 'The record id is not a GUID' });
      const row = await connection.row(queries[table], guid, signal);
      if (row === null) {
        return {
          snapshot: { table, presence: 'deleted' },
          version: null,
          externalId: externalIdOf(externalIdColumn, guid, externalId),
          properties: {},
        };
      }
      return {
        snapshot: snapshotOfRow(table, row),
        version: versionOf(row['@odata.etag']),
        externalId: externalIdOf(
          externalIdColumn,
          guid,
          externalIdColumn === undefined ? undefined : row[externalIdColumn],
        ),
        properties: applyMapping(mapping[table], row),
      };
    },
  };
}

function queryOf(table: Table, mapping: FieldMapping, externalIdColumn: string | undefined): RowQuery {
  const rules = mapping[table];
  const { entitySet, primaryKey } = TABLE_SHAPES[table];
  const own = externalIdColumn === undefined ? [] : [externalIdColumn];
  return {
    entitySet,
    columns: [...new Set([primaryKey, ...POLICY_COLUMNS, ...own, ...columnsOf(rules)])],
    formatted: needsFormattedValues(rules),
  };
}

function versionOf(etag: unknown): string {
  if (typeof etag === 'string' && etag !== '') return etag;
  throw new DataverseError({
    kind: 'protocol',
    sentence: 'The row has no ETag: optimistic concurrency is off',
  });
}
