import { untilAborted } from '@spotler-connector/natural-batching';
import type { JsonObject } from '../values/json-object.ts';
import { isLinkToChanges, type PageRequest, type RowPage, readChanges, readPage } from './read-pages.ts';
import { listRows } from './read-rows.ts';
import type { ReadingClient } from './reading-client.ts';
import type { RowFilter, RowQuery } from './row-query.ts';
import { type ColumnsQuery, readColumns } from './table-columns.ts';
import { callBound, type DataverseIdentity, whoAmI } from './web-api-functions.ts';

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
  /** Calls a function of the Web API that is bound to a row. @throws {DataverseError} */
  call(name: string, row: { readonly entitySet: string; readonly id: string }): Promise<unknown>;
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
 * is asked alone, so that its failure is the same as ever, and is tried again as ever.
 *
 * So are links to what changed. That Dataverse follows them within a batch is not documented, so they are
 * asked alone too unless the answer is one of theirs beyond doubt. Whole pages of a table are asked alone:
 * they are too long to wait for each other.
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
      const { link, trackChanges = false } = request;
      const ofChanges = trackChanges && link !== undefined && isLinkToChanges(link);
      if (!ofChanges && (trackChanges || link !== undefined)) return alone.page(query, request, signal);
      const read = ofChanges ? readChanges : readPage;
      const page = read(client, query, request, { origin, signal: unused, now: now() });
      return orAlone(untilAborted(page, signal), () => alone.page(query, request, signal));
    },
    columns: (query) => orAlone(readColumns(client, query, unused, now()), () => alone.columns(query)),
    whoAmI: (signal) => orAlone(untilAborted(whoAmI(client, 0, now()), signal), () => alone.whoAmI(signal)),
    call: (name, row) => orAlone(callBound(client, name, row, 0, now()), () => alone.call(name, row)),
  };
}

async function orAlone<T>(shared: Promise<T>, alone: () => Promise<T>): Promise<T> {
  try {
    return await shared;
  } catch {
    return alone();
  }
}
