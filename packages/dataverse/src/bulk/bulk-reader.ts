import { type RecordRef, TABLES, type Table } from '@spotler-connector/anonymization-policy';
import { defaultFieldMapping } from '../field-mapping/default-field-mapping.ts';
import { type ReadingRules, readingOfRow } from '../record-source/reading-of-row.ts';
import { recordQueries } from '../record-source/record-query.ts';
import type { RecordReading } from '../record-source/record-reading.ts';
import type { DataverseRecordSource, RecordSourceOptions } from '../record-source/record-source.ts';
import { toGuid } from '../values/guid.ts';
import type { JsonObject } from '../values/json-object.ts';
import type { DataverseConnection } from '../web-api/connection.ts';
import { DataverseError } from '../web-api/dataverse-error.ts';
import { type BulkPageRequest, createEarlyPages } from './early-pages.ts';

/** Options of a bulk reader. */
export interface BulkReaderOptions extends RecordSourceOptions {
  /** Where pages are read. */
  readonly connection: Pick<DataverseConnection, 'page' | 'shared'>;
  /** Reads single records: a merged one needs its survivor. */
  readonly records: Pick<DataverseRecordSource, 'read'>;
}

/** One page of records. */
export interface BulkPage {
  /** Readings as {@link DataverseRecordSource.read} gives them. */
  readonly readings: readonly RecordReading[];
  /** Records that are there, but whose contact nobody can tell, or whose columns make no sense. */
  readonly unreadable: readonly RecordRef[];
  /** Records that were deleted since the link was made. */
  readonly deleted: readonly RecordRef[];
  /** Link to the next page; undefined on the last one. */
  readonly nextLink: string | undefined;
  /** Link to what changes from now on; only on the last page. */
  readonly deltaLink: string | undefined;
}

/** Reads whole tables, 5000 records a request. */
export interface BulkReader {
  /**
   * Reads one page, and asks for the one behind it before it makes sense of this one. A record that we may
   * not see is missing without a word. @throws {DataverseError}
   */
  page(table: Table, request?: BulkPageRequest): Promise<BulkPage>;
  /**
   * Asks for what changed since these links, in one request with whatever else is asked for at once. Whoever
   * reads such a link then finds its page here, or why it could not be read.
   */
  askForChanges(links: Readonly<Record<string, string>>, signal?: AbortSignal): void;
}

/** Makes a bulk reader over a connection, whose limits it shares. */
export function createBulkReader(options: BulkReaderOptions): BulkReader {
  const { connection, records, externalIdColumn: column, externalIdFallback: fallback } = options;
  const { mapping = defaultFieldMapping() } = options;
  const rules: ReadingRules = { mapping, externalId: { column, fallback: fallback ?? 'record-id' } };
  const queries = recordQueries(mapping, column);
  const early = createEarlyPages(connection);

  function readingIn(ref: RecordRef, row: JsonObject): RecordReading | undefined {
    try {
      return readingOfRow(rules, ref, row);
    } catch (error) {
      if (error instanceof DataverseError) return undefined;
      throw error;
    }
  }

  async function withSurvivor(
    reading: RecordReading,
    signal?: AbortSignal,
  ): Promise<RecordReading | undefined> {
    if (reading.mergedInto === null) return reading;
    try {
      return await records.read(reading.ref, { signal });
    } catch (error) {
      if (error instanceof DataverseError && error.kind === 'rejected') return undefined;
      throw error;
    }
  }

  return {
    async page(table, request = {}) {
      const { signal } = request;
      const query = queries[table];
      const page = await early.read(query, request);
      const refs = page.rows.map((row): RecordRef => ({ table, id: toGuid(row[query.primaryKey]) ?? '' }));
      const found = page.rows.map((row, index) => readingIn(refs[index] ?? { table, id: '' }, row));
      const readings = await Promise.all(found.map((each) => each && withSurvivor(each, signal)));
      return {
        readings: readings.filter((reading) => reading !== undefined),
        unreadable: refs.filter((_, index) => readings[index] === undefined),
        deleted: page.deletedIds.map((id) => ({ table, id })),
        nextLink: page.nextLink,
        deltaLink: page.deltaLink,
      };
    },
    askForChanges(links, signal) {
      for (const table of TABLES) {
        const link = links[table];
        if (link === undefined) continue;
        early.add(link, connection.shared.page(queries[table], { link, trackChanges: true }, signal));
      }
    },
  };
}
