import { jsonIn } from '../answers/classify-answer.ts';
import type { ListOptions } from '../call-options.ts';
import type { Connection } from '../connection/connection.ts';
import type { Endpoint } from '../endpoint.ts';
import { SpotlerError } from '../spotler-error.ts';
import { type Contact, readContact } from './contact.ts';
import { type ContactBounce, readBounce } from './contact-bounce.ts';
import { type DateRange, rangeQuery } from './date-range.ts';
import { nextOffset, type Page, readPage } from './paged-list.ts';

/**
 * Lists of contacts, read page by page while one iterates; each page has the client's whole time and retries.
 * Iterating rejects with a SpotlerError. Stopping early reads no further page.
 */
export interface ContactLists {
  /** The contacts whose property has this value. Other comparisons are not documented by Spotler. */
  search(
    query: { readonly property: string; readonly value: string },
    options?: ListOptions,
  ): AsyncIterable<Contact>;
  /**
   * The contacts that were created or changed in a span of time. Throws a TypeError for a date without
   * offset. Entries can be seen twice or be missed when the list changes meanwhile: let spans overlap.
   */
  updates(range: DateRange, options?: ListOptions): AsyncIterable<Contact>;
  /**
   * One page of `updates`, for who keeps count himself: to go on after a failure, or to ask for some entries
   * twice, so that none is missed when those before it leave the list meanwhile.
   */
  updatesPage(range: DateRange, options?: PageOptions): Promise<ContactPage>;
  /** The bounces in a span of time; as `updates`. */
  bounces(range: DateRange, options?: ListOptions): AsyncIterable<ContactBounce>;
}

/** Options of reading one page. */
export interface PageOptions extends ListOptions {
  /** How many entries come before the page. Default 0. */
  readonly after?: number | undefined;
}

/** One page of contacts. */
export interface ContactPage {
  /** The contacts, in the order of Spotler's own choice. */
  readonly contacts: readonly Contact[];
  /** How many entries come before the next page; undefined on the last one. */
  readonly next: number | undefined;
}

interface ListRequest<T> {
  readonly endpoint: Endpoint;
  readonly query: ReadonlyArray<readonly [string, string]>;
  /** Member of the answer that holds the entries. */
  readonly member: string;
  readonly read: (json: unknown) => T | undefined;
}

export function createContactLists(connection: Connection): ContactLists {
  return {
    search: ({ property, value }, options) =>
      walk(
        connection,
        {
          endpoint: 'GET /contact/search',
          query: [['MPSearchQuery', `${property}=${value}`]],
          member: 'contacts',
          read: readContact,
        },
        options,
      ),
    updates: (range, options) => walk(connection, updatesIn(range), options),
    updatesPage: (range, options) => readUpdates(connection, range, options),
    bounces: (range, options) =>
      walk(
        connection,
        {
          endpoint: 'GET /contact/bounces/list',
          query: rangeQuery(range),
          member: 'bounces',
          read: readBounce,
        },
        options,
      ),
  };
}

const DEFAULT_ON_PAGE = 1000;
const MAX_ON_PAGE = 10_000;

async function readUpdates(
  connection: Connection,
  range: DateRange,
  { after = 0, pageSize = DEFAULT_ON_PAGE, signal }: PageOptions = {},
): Promise<ContactPage> {
  checkPageSize(pageSize);
  const { page, entries } = await requestPage(connection, updatesIn(range), { after, pageSize, signal });
  return { contacts: entries, next: nextOffset(page, after, pageSize) };
}

function updatesIn(range: DateRange): ListRequest<Contact> {
  return {
    endpoint: 'GET /contact/updates/list',
    query: rangeQuery(range),
    member: 'contacts',
    read: readContact,
  };
}

function checkPageSize(pageSize: number): void {
  if (Number.isInteger(pageSize) && pageSize >= 1 && pageSize <= MAX_ON_PAGE) return;
  throw new TypeError(`pageSize must be a whole number from 1 to ${MAX_ON_PAGE}`);
}

function walk<T>(connection: Connection, list: ListRequest<T>, options: ListOptions = {}): AsyncIterable<T> {
  const { pageSize = DEFAULT_ON_PAGE, signal } = options;
  checkPageSize(pageSize);
  return {
    [Symbol.asyncIterator]: () => allEntries(connection, list, pageSize, signal),
  };
}

async function* allEntries<T>(
  connection: Connection,
  list: ListRequest<T>,
  pageSize: number,
  signal: AbortSignal | undefined,
): AsyncGenerator<T, void, undefined> {
  let previous: string | undefined;
  for (let after: number | undefined = 0; after !== undefined; ) {
    const { page, status, entries } = await requestPage(connection, list, { after, pageSize, signal });
    const text = JSON.stringify(page.items);
    if (text === previous) {
      // The same page again: the offset is not looked at. A plain array was complete then; a paged list is
      // broken.
      if (page.shape === 'bare') return;
      throw unreadable(list.endpoint, status);
    }
    previous = text;
    yield* entries;
    after = nextOffset(page, after, pageSize);
  }
}

/** Asks for one page. Rejects when it is none, or one entry is not what the list is of. */
async function requestPage<T>(
  connection: Connection,
  { endpoint, query: about, member, read }: ListRequest<T>,
  { after, pageSize, signal }: Required<PageOptions>,
): Promise<{ readonly page: Page; readonly status: number; readonly entries: readonly T[] }> {
  const query = [...about, ['pageSize', String(pageSize)], ['after', String(after)]] as const;
  const answer = await connection.runCall(signal, (scope) => connection.request({ endpoint, query }, scope));
  const page = readPage(jsonIn(answer), member);
  const { status } = answer;
  if (page === undefined) throw unreadable(endpoint, status);
  const entries = page.items.map(read).filter((entry) => entry !== undefined);
  if (entries.length < page.items.length) throw unreadable(endpoint, status);
  return { page, status, entries };
}

function unreadable(endpoint: Endpoint, status: number): SpotlerError {
  return new SpotlerError({ kind: 'protocol', endpoint, status });
}
