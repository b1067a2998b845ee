import { toGuid } from '../values/guid.ts';
import { isJsonObject, type JsonObject } from '../values/json-object.ts';
import { classifyReadFailure } from './classify-failure.ts';
import { DataverseError } from './dataverse-error.ts';
import { filterParams, retrieval } from './read-rows.ts';
import type { ReadingClient } from './reading-client.ts';
import { rowsOf } from './row-answer.ts';
import type { RowQuery } from './row-query.ts';

/** Which page of a table to read. */
export interface PageRequest {
  /** Link of an earlier page to the next one, or to what changed since. Default: the first page. */
  readonly link?: string | undefined;
  /** Whether to ask for a link to what changes from now on; goes with no filter. Default false. */
  readonly trackChanges?: boolean | undefined;
  /** OData `$filter`. Default: every row that we may see. */
  readonly filter?: string | undefined;
}

/** One page of a table. */
export interface RowPage {
  /** The rows, at most 5000. */
  readonly rows: readonly JsonObject[];
  /** Ids of rows that were deleted since, in lower case; only ever behind a link to what changed. */
  readonly deletedIds: readonly string[];
  /** Link to the next page; undefined on the last one. */
  readonly nextLink: string | undefined;
  /** Link to what changes from now on; only on the last page, and only when it was asked for. */
  readonly deltaLink: string | undefined;
}

/** The most rows that Dataverse gives at once (learn: query data using the Web API, page results). */
const MAX_ON_PAGE = 5000;

/** Reads one page of a table, in the order of Dataverse's own choice. @throws {DataverseError} */
export async function readPage(
  client: Pick<ReadingClient, 'retrieveMultiple'>,
  query: RowQuery,
  { link, trackChanges = false, filter }: PageRequest,
  { origin, signal, now }: { readonly origin: string; readonly signal: AbortSignal; readonly now: number },
): Promise<RowPage> {
  const { key: _, ...selection } = retrieval(query, '');
  const request = {
    ...selection,
    queryParams: filter === undefined ? [] : filterParams(filter),
    maxPageSize: MAX_ON_PAGE,
    trackChanges,
    signal,
  };
  try {
    const answer: unknown = await client.retrieveMultiple(request, link && ownLink(link, origin));
    return pageOf(answer, query);
  } catch (error) {
    throw classifyReadFailure(error, now);
  }
}

function pageOf(answer: unknown, { primaryKey }: RowQuery): RowPage {
  const all = rowsOf(answer);
  const rows = all.filter((row) => !isDeletion(row));
  if (rows.some((row) => toGuid(row[primaryKey]) === null)) throw notAPage();
  const deletedIds = all.filter(isDeletion).map(({ id }) => toGuid(id) ?? refuse());
  return { rows, deletedIds, nextLink: linkIn(answer, 'next'), deltaLink: linkIn(answer, 'delta') };
}

function isDeletion(row: JsonObject): boolean {
  const context = row['@odata.context'];
  return typeof context === 'string' && context.endsWith('/$deletedEntity');
}

function linkIn(answer: unknown, name: 'next' | 'delta'): string | undefined {
  const link = isJsonObject(answer) ? answer[`@odata.${name}Link`] : undefined;
  return typeof link === 'string' ? link : undefined;
}

/** The token goes to our own environment only, whatever host a link names. */
function ownLink(link: string, origin: string): string {
  const { pathname, search } = URL.parse(link) ?? refuse();
  return `${origin}${pathname}${search}`;
}

function refuse(): never {
  throw notAPage();
}

function notAPage(): DataverseError {
  return new DataverseError({ kind: 'protocol', message: "Dataverse's answer is no page of the table" });
}
