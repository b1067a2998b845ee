import { untilAborted } from '@spotler-connector/natural-batching';
import type { JsonObject } from '../values/json-object.ts';
import { type PageRequest, type RowPage, readPage } from './read-pages.ts';
import { listRows } from './read-rows.ts';
import type { ReadingClient } from './reading-client.ts';
import type { RowFilter, RowQuery } from './row-query.ts';
import { type ColumnsQuery, readColumns } from './table-columns.ts';
import { type DataverseIdentity, whoAmI } from './web-api-functions.ts';

/** Reads of whatever is no single row. */
export interface SharedReads {
  /** The first page of the rows that a filter finds. @throws {DataverseError}, or the reason of `signal`. */
  list(query: RowQuery, filter: RowFilter, signal?: AbortSignal): Promise<JsonObject[]>;
  /** One page of a table, of 5000 rows at most. @throws {DataverseError}, or the reason of `signal`. */
  page(query: RowQuery, request: PageRequest, signal?: AbortSignal): Promise<RowPage>;
  /** The metadata of a table's columns. @throws {DataverseError} `protocol` for a table that is not there. */
  columns(query: ColumnsQuery): Promise<JsonObject[]>;
  /** Asks who we are, and in which organization; the cheapest request there is. @throws {DataverseError} */
  whoAmI(signal?: AbortSignal): Promise<DataverseIdentity>;
}

/** Parts of sharing reads. */
export interface SharingOptions {
  /** Puts reads that are called at once into one request. */
  readonly client: ReadingClient;
  /** The same reads, each in a request of its own. */
  readonly alone: SharedReads;
  /** Origin of the environment's URL. */
  readonly origin: string;
  /** In epoch milliseconds. */
  readonly now: () => number;
}

/**
 * Reads of which those that are called at once share a request. One that the shared request does not answer
 * is asked alone, so that its failure is the same as ever, and is tried again as ever. Links are followed
 * alone: that Dataverse follows them within a batch is not documented.
 */
export function shareReads({ client, alone, origin, now }: SharingOptions): SharedReads {
  // The batch has a signal and a time-out of its own.
  const { signal: unused } = new AbortController();
  return {
    list: (query, filter, signal) =>
      orAlone(untilAborted(listRows(client, query, filter, unused, now()), signal), () =>
        alone.list(query, filter, signal),
      ),
    page(query, request, signal) {
      if (request.link !== undefined || request.trackChanges) return alone.page(query, request, signal);
      const call = { origin, signal: unused, now: now() };
      return orAlone(untilAborted(readPage(client, query, request, call), signal), () =>
        alone.page(query, request, signal),
      );
    },
    columns: (query) => orAlone(readColumns(client, query, unused, now()), () => alone.columns(query)),
    whoAmI: (signal) => orAlone(untilAborted(whoAmI(client, 0, now()), signal), () => alone.whoAmI(signal)),
  };
}

async function orAlone<T>(shared: Promise<T>, alone: () => Promise<T>): Promise<T> {
  try {
    return await shared;
  } catch {
    return alone();
  }
}
