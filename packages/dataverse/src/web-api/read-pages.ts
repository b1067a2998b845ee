import { toGuid } from '../values/guid.ts';
import { isJsonObject, type JsonObject } from '../values/json-object.ts';
import { classifyReadFailure } from './classify-failure.ts';
import { DataverseError } from './dataverse-error.ts';
import { withPlainJson } from './guarded-response.ts';
import { filterParams, retrieval } from './read-rows.ts';
import type { ReadingClient } from './reading-client.ts';
import { plainRowsOf, rowsOf } from './row-answer.ts';
import type { RowQuery } from './row-query.ts';

/** Which page of a table to read. */
export interface PageRequest {
  /** Link of an earlier page to the next one, or to what changed since. Default: the first page. */
  readonly link?: string | undefined;
  /** Whether to ask for a link to what changes from now on; goes with no filter. Default false. */
  readonly trackChanges?: boolean | undefined;
  /** OData `$filter`. Default: every row that we may see. */
  readonly filter?: string | undefined;
  /** Called with the link to the next page, if there is one, before sense is made of this one. */
  readonly onNextLink?: ((link: string) => void) | undefined;
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

/** Parts that reading a page takes. */
export interface PageCall {
  /** Origin of the environment's URL. */
  readonly origin: string;
  readonly signal: AbortSignal;
  /** In epoch milliseconds. */
  readonly now: number;
}

/** Reads one page of a table, in the order of Dataverse's own choice. @throws {DataverseError} */
export function readPage(
  client: Pick<ReadingClient, 'retrieveMultiple'>,
  query: RowQuery,
  request: PageRequest,
  call: PageCall,
): Promise<RowPage> {
  return readAs(pageOf, client, query, request, call);
}

/**
 * The same for a link to what changed, where it is not certain that it is followed: an answer that does not
 * say by itself that it tells what changed, and how to go on, is none. All rows instead of the changed ones
 * would hide that others were deleted. @throws {DataverseError}
 */
export function readChanges(
  client: Pick<ReadingClient, 'retrieveMultiple'>,
  query: RowQuery,
  request: PageRequest,
  call: PageCall,
): Promise<RowPage> {
  return readAs(changesOf, client, query, request, call);
}

/** Whether a link is one to what changed, and not to a later page of that. */
export function isLinkToChanges(link: string): boolean {
  const names = [...(URL.parse(link)?.searchParams.keys() ?? [])];
  return names.includes('$deltatoken') && !names.includes('$skiptoken');
}

async function readAs(
  understand: (answer: unknown, rows: readonly JsonObject[], query: RowQuery) => RowPage,
  client: Pick<ReadingClient, 'retrieveMultiple'>,
  query: RowQuery,
  { link, trackChanges = false, filter, onNextLink }: PageRequest,
  { origin, signal, now }: PageCall,
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
    const { answer, isPlain } = await withPlainJson(() =>
      client.retrieveMultiple(request, link && ownLink(link, origin)),
    );
    const next = linkIn(answer, 'next');
    if (onNextLink !== undefined && next !== undefined) {
      onNextLink(next);
      // Whatever that sends is to be on its way before thousands of rows keep the process busy.
      await new Promise((resolve) => setImmediate(resolve));
    }
    return understand(answer, isPlain ? plainRowsOf(answer) : rowsOf(answer), query);
  } catch (error) {
    throw classifyReadFailure(error, now);
  }
}

function pageOf(answer: unknown, all: readonly JsonObject[], { primaryKey }: RowQuery): RowPage {
  const rows = all.filter((row) => !isDeletion(row));
  if (rows.some((row) => toGuid(row[primaryKey]) === null)) throw notAPage();
  const deletedIds = all.filter(isDeletion).map(({ id }) => toGuid(id) ?? refuse());
  return { rows, deletedIds, nextLink: linkIn(answer, 'next'), deltaLink: linkIn(answer, 'delta') };
}

/** The context of what changed ends like this (learn: use change tracking; OData 4.0, delta response). */
function changesOf(answer: unknown, all: readonly JsonObject[], query: RowQuery): RowPage {
  const page = pageOf(answer, all, query);
  const goesOn = page.nextLink !== undefined || page.deltaLink !== undefined;
  if (goesOn && isJsonObject(answer) && endsWith(answer['@odata.context'], '/$delta')) return page;
  throw notAPage();
}

function isDeletion(row: JsonObject): boolean {
  return endsWith(row['@odata.context'], '/$deletedEntity');
}

function endsWith(value: unknown, end: string): boolean {
  return typeof value === 'string' && value.endsWith(end);
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
