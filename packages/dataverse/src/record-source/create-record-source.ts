import type { RecordRef, Table } from '@spotler-connector/anonymization-policy';
import { untilAborted } from '@spotler-connector/natural-batching';
import { defaultFieldMapping } from '../field-mapping/default-field-mapping.ts';
import { toGuid } from '../values/guid.ts';
import { connectDataverse } from '../web-api/connection.ts';
import type { ConnectionOptions } from '../web-api/connection-options.ts';
import { DataverseError } from '../web-api/dataverse-error.ts';
import { type HeldRow, holderFinder } from './holders.ts';
import { joinRows, type ReadJoinedRow } from './joined-rows.ts';
import { mergedFinder } from './merged-records.ts';
import { probeColumns } from './probe-columns.ts';
import { type ReadingRules, readingOfDeleted, readingOfRow } from './reading-of-row.ts';
import { recordQueries } from './record-query.ts';
import type { RecordReading } from './record-reading.ts';
import type { DataverseRecordSource, RecordConnection, RecordSourceOptions } from './record-source.ts';
import { TABLE_SHAPES } from './table-shape.ts';
import { survivorReader } from './with-survivor.ts';

/**
 * Makes a record source over a connection that may be shared, or over one of its own.
 *
 * @throws {DataverseError} `authentication` when the URL does not go with the authentication.
 * @throws {ConfigurationFileError} when the field mapping has no column for the address.
 */
export function createRecordSource(
  options: RecordSourceOptions & (ConnectionOptions | { connection: RecordConnection }),
): DataverseRecordSource {
  const connection = 'connection' in options ? options.connection : connectDataverse(options);
  const { mapping = defaultFieldMapping(), externalIdColumn: column, externalIdFallback } = options;
  const rules: ReadingRules = {
    mapping,
    externalId: { column, fallback: externalIdFallback ?? 'record-id' },
  };
  const queries = recordQueries(mapping, column);
  const readers: Readonly<Record<Table, ReadJoinedRow>> = {
    contact: joinRows(connection.join, queries.contact),
    lead: joinRows(connection.join, queries.lead),
    account: joinRows(connection.join, queries.account),
  };
  const findHolders = holderFinder(connection.join, queries, rules.externalId);
  const findMerged = mergedFinder(connection.join, queries);
  const withSurvivor = survivorReader(readers, rules);

  function readingsOf(held: readonly HeldRow[]): Promise<RecordReading[]> {
    return Promise.all(held.map(({ ref, row }) => withSurvivor(readingOfRow(rules, ref, row))));
  }

  return {
    async read(given, { signal, externalId } = {}) {
      signal?.throwIfAborted();
      const ref = refOf(given);
      const row = await untilAborted(readers[ref.table](ref.id), signal);
      if (row === null) return readingOfDeleted(rules, ref, externalId);
      return untilAborted(withSurvivor(readingOfRow(rules, ref, row, externalId)), signal);
    },
    async holders(given, externalId, { signal } = {}) {
      signal?.throwIfAborted();
      return untilAborted(findHolders(refOf(given), externalId).then(readingsOf), signal);
    },
    async mergedRecords(given, { signal } = {}) {
      signal?.throwIfAborted();
      return untilAborted(findMerged(refOf(given)).then(readingsOf), signal);
    },
    async storeExternalId({ ref, version, externalId, externalIdStored }, { signal } = {}) {
      const wanted = rules.externalId.fallback === 'write-back' && !externalIdStored;
      if (column === undefined || version === null || !wanted) return 'kept';
      const { entitySet } = TABLE_SHAPES[ref.table];
      return connection.update(entitySet, ref.id, version, { [column]: externalId }, signal);
    },
    async probe(table, { signal } = {}) {
      signal?.throwIfAborted();
      return untilAborted(probeColumns(connection, queries[table]), signal);
    },
  };
}

function refOf({ table, id }: RecordRef): RecordRef {
  const guid = toGuid(id);
  if (guid === null) throw rejected('The record id is not a GUID');
  if (!Object.hasOwn(TABLE_SHAPES, table)) throw rejected('The table is not contact, lead or account');
  return { table, id: guid };
}

function rejected(message: string): DataverseError {
  return new DataverseError({ kind: 'rejected', message });
}
