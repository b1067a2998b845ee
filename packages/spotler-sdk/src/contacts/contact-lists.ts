import type { CallOptions, ListOptions } from '../call-options.ts';
import type { Connection } from '../connection/connection.ts';
import type { Endpoint } from '../endpoint.ts';
import { SpotlerError } from '../spotler-error.ts';
import { type Contact, readContact } from './contact.ts';
import { type ContactBounce, readBounce } from './contact-bounce.ts';
import { type DateRange, rangeQuery } from './date-range.ts';
import { nextOffset, readPage } from './paged-list.ts';

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
    updates: (range, options) =>
      walk(
        connection,
        {
          endpoint: 'GET /contact/updates/list',
          query: rangeQuery(range),
          member: 'contacts',
          read: readContact,
        },
        options,
      ),
    updatesPage: (range, options) => readUpdates(connection, rangeQuery(range), options),
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
  range: ListRequest<Contact>['query'],
  { after = 0, pageSize = DEFAULT_ON_PAGE, signal }: PageOptions = {},
): Promise<ContactPage> {
  checkPageSize(pageSize);
  const endpoint = 'GET /contact/updates/list';
  const query = [...range, ['pageSize', String(pageSize)], ['after', String(after)]] as const;
  const answer = await connection.runCall(signal, (scope) => connection.request({ endpoint, query }, scope));
  const page = answer.kind === 'ok' && answer.status === 200 ? readPage(answer.json, 'contacts') : undefined;
  const contacts = (page?.items ?? []).map(readContact).filter((contact) => contact !== undefined);
  if (page === undefined || contacts.length < page.items.length) throw unreadable(endpoint, answer.status);
  return { contacts, next: nextOffset(page, after, pageSize) };
}

function checkPageSize(pageSize: number): void {
  if (Number.isInteger(pageSize) && pageSize >= 1 && pageSize <= MAX_ON_PAGE) return;
  throw new TypeError(`pageSize must be a whole number from 1 to ${MAX_ON_PAGE}`);
}

function walk<T>(connection: Connection, list: ListRequest<T>, options: ListOptions = {}): AsyncIterable<T> {
  const { pageSize = DEFAULT_ON_PAGE, signal } = options;
  checkPageSize(pageSize);
  return {
    [Symbol.asyncIterator]: () => entries(connection, list, pageSize, { signal }),
  };
}

async function* entries<T>(
  connection: Connection,
  list: ListRequest<T>,
  pageSize: number,
  { signal }: CallOptions,
): AsyncGenerator<T, void, undefined> {
  const { endpoint, member, read } = list;
  let previous = '';
  for (let after: number | undefined = 0; after !== undefined; ) {
    const query = [...list.query, ['pageSize', String(pageSize)], ['after', String(after)]] as const;
    const answer = await connection.runCall(signal, (scope) =>
      connection.request({ endpoint, query }, scope),
    );
    const page = answer.kind === 'ok' && answer.status === 200 ? readPage(answer.json, member) : undefined;
    const items = page?.items.map(read);
    if (page === undefined || items?.includes(undefined)) throw unreadable(endpoint, answer.status);
    const text = JSON.stringify(page.items);
    if (after > 0 && text === previous) {
      // The same page again: the offset is not looked at. A plain array was complete then; a paged list is
      // broken.
      if (page.shape === 'bare') return;
      throw unreadable(endpoint, answer.status);
    }
    previous = text;
    for (const item of items ?? []) if (item !== undefined) yield item;
    after = nextOffset(page, after, pageSize);
  }
}

function unreadable(endpoint: Endpoint, status: number): SpotlerError {
  return new SpotlerError({ kind: 'protocol', endpoint, status });
}
