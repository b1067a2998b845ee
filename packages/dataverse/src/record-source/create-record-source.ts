import type { RecordRef, Table } from '@spotler-connector/anonymization-policy';
import { applyMapping, columnsOf, needsFormattedValues } from '../field-mapping/apply-mapping.ts';
import { defaultFieldMapping } from '../field-mapping/default-field-mapping.ts';
import type { FieldMapping } from '../field-mapping/field-mapping.ts';
import { toGuid } from '../values/guid.ts';
import { instantOf } from '../values/instant-of.ts';
import { connectDataverse, type RowReader } from '../web-api/connection.ts';
import type { ConnectionOptions } from '../web-api/connection-options.ts';
import { DataverseError } from '../web-api/dataverse-error.ts';
import { FORMATTED_VALUES, type RowQuery } from '../web-api/row-query.ts';
import { untilAborted } from '../web-api/until-aborted.ts';
import { externalIdOf } from './external-id-of.ts';
import { joinRows, type ReadJoinedRow } from './joined-rows.ts';
import type { RecordReading } from './record-reading.ts';
import { snapshotOfRow } from './snapshot-of-row.ts';
import { POLICY_COLUMNS, TABLE_SHAPES } from './table-shape.ts';

/** What a record source reads besides the policy's columns. */
export interface RecordSourceOptions {
  /** A column that holds the contact's id in Spotler. Default: the record id is the contact's id. */
  readonly externalIdColumn?: string | undefined;
  /** Which columns become which Spotler properties. Default: {@link defaultFieldMapping}. */
  readonly mapping?: FieldMapping | undefined;
}

/** Options of one reading. */
export interface ReadOptions {
  /** Stops waiting; `read` then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /**
   * The contact's id in Spotler as the pre-image of a Delete message gave it. Only looked at for a deleted
   * record while an external id column is configured.
   */
  readonly externalId?: string | undefined;
}

/** Where records are read. */
export interface DataverseRecordSource {
  /**
   * Reads one record as it is now; reads asked for in the same moment share requests. Only Dataverse's statement that the row does not exist makes a deleted
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
  options: RecordSourceOptions & (ConnectionOptions | { connection: RowReader }),
): DataverseRecordSource {
  const connection = 'connection' in options ? options.connection : connectDataverse(options);
  const mapping = options.mapping ?? defaultFieldMapping();
  const { externalIdColumn } = options;
  const join = (table: Table) => joinRows(connection, queryOf(table, mapping, externalIdColumn));
  const readers: Readonly<Record<Table, ReadJoinedRow>> = {
    contact: join('contact'),
    lead: join('lead'),
    account: join('account'),
  };

  return {
    read: async ({ table, id }, { signal, externalId } = {}) => {
      signal?.throwIfAborted();
      const guid = toGuid(id);
      if (guid === null) throw rejected('The record id is not a GUID');
      if (!Object.hasOwn(readers, table)) throw rejected('The table is not contact, lead or account');
      const row = await untilAborted(readers[table](guid), signal);
      const told = row === null || externalIdColumn === undefined ? externalId : row[externalIdColumn];
      return {
        snapshot: row === null ? { table, presence: 'deleted' } : snapshotOfRow(table, row),
        version: row === null ? null : versionOf(row['@odata.etag']),
        externalId: externalIdOf(externalIdColumn, guid, told),
        properties: row === null ? {} : applyMapping(mapping[table], row),
        modifiedOn: row === null ? null : instantOf(row['modifiedon']),
      };
    },
  };
}

function rejected(message: string): DataverseError {
  return new DataverseError({ kind: 'rejected', message });
}

function queryOf(table: Table, mapping: FieldMapping, externalIdColumn: string | undefined): RowQuery {
  const rules = mapping[table];
  const { entitySet, primaryKey } = TABLE_SHAPES[table];
  const own = externalIdColumn === undefined ? [] : [externalIdColumn];
  return {
    table,
    entitySet,
    primaryKey,
    columns: [...new Set([primaryKey, 'modifiedon', ...POLICY_COLUMNS, ...own, ...columnsOf(rules)])],
    annotations: needsFormattedValues(rules) ? FORMATTED_VALUES : null,
  };
}

function versionOf(etag: unknown): string {
  if (typeof etag === 'string' && etag !== '') return etag;
  throw new DataverseError({
    kind: 'protocol',
    message: 'The row has no ETag: optimistic concurrency is off',
  });
}
