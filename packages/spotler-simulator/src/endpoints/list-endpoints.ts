import type { AddressBook, Bounce, StoredContact } from '../address-book/address-book.ts';
import { type Reply, refuse } from '../reply.ts';
import type { EndpointCall } from './contact-endpoints.ts';
import { contactView } from './contact-view.ts';

const MAX_ON_PAGE = 10_000;

/** Answers with the contacts of which a property has a value. */
export function searchContacts(book: AddressBook, call: EndpointCall): Reply {
  const query = call.query.get('MPSearchQuery') ?? '';
  const at = query.indexOf('=');
  if (at < 1) return refuse(400, 'INVALID_PARAMS', 'MPSearchQuery is invalid');
  const name = query.slice(0, at);
  const value = query.slice(at + 1).toLowerCase();
  const found = book.all().filter((contact) => {
    const stored = name === 'externalId' ? contact.externalId : contact.properties[name];
    return String(stored ?? '').toLowerCase() === value;
  });
  return page(call, { name: 'contacts', items: found, wrapped: true, view: viewFor(call) });
}

/**
 * Answers with the contacts that were changed in a span of time, the one that was changed last at the end.
 */
export function listUpdates(book: AddressBook, call: EndpointCall): Reply {
  const range = readRange(call.query);
  if (range === undefined) return refuse(400, 'INVALID_PARAMS', 'Invalid or missing fromDate or toDate');
  const ordered = book.byLastChange();
  const items = ordered.slice(indexFrom(ordered, range.from), indexFrom(ordered, range.to));
  const wrapped = call.basePath.dialect === 'paged';
  return page(call, { name: 'contacts', items, wrapped, view: viewFor(call) });
}

/** Where the contacts begin that were changed at a time or later. */
function indexFrom(ordered: readonly StoredContact[], time: number): number {
  let [low, high] = [0, ordered.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ordered[middle]?.lastChanged ?? 0) < time) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Answers with the bounces of a span of time. */
export function listBounces(book: AddressBook, call: EndpointCall): Reply {
  const range = readRange(call.query);
  if (range === undefined) return refuse(400, 'INVALID_PARAMS', 'Invalid or missing fromDate or toDate');
  const views = book
    .bounces()
    .filter(({ date }) => date >= range.from && date < range.to)
    .flatMap((bounce) => bounceView(bounce, book.find(bounce.externalId), call));
  const wrapped = call.basePath.dialect === 'paged';
  return page(call, { name: 'bounces', items: views, wrapped, view: (shown) => shown });
}

function viewFor({ basePath }: EndpointCall): (contact: StoredContact) => unknown {
  return (contact) => contactView(contact, basePath.dialect);
}

function bounceView(
  bounce: Bounce,
  contact: StoredContact | undefined,
  call: EndpointCall,
): readonly unknown[] {
  if (contact === undefined) return [];
  const { externalId, encryptedId } = contact;
  const date = call.basePath.dialect === 'bare' ? bounce.date : new Date(bounce.date).toISOString();
  return [{ date, type: bounce.type, contact: { externalId, encryptedId } }];
}

function readRange(query: URLSearchParams): { from: number; to: number } | undefined {
  const from = Date.parse(query.get('fromDate') ?? '');
  const to = Date.parse(query.get('toDate') ?? '');
  return Number.isNaN(from) || Number.isNaN(to) ? undefined : { from, to };
}

interface List<Item> {
  readonly name: string;
  readonly items: readonly Item[];
  /** Whether the answer says how to go on; a bare list does not. */
  readonly wrapped: boolean;
  readonly view: (item: Item) => unknown;
}

function page<Item>(call: EndpointCall, { name, items, wrapped, view }: List<Item>): Reply {
  const after = wholeNumber(call.query.get('after') ?? '0');
  const given = call.query.get('pageSize');
  const pageSize = given === null ? undefined : wholeNumber(given);
  if (after === undefined || (given !== null && pageSize === undefined) || (wrapped && given === null)) {
    return refuse(400, 'INVALID_PARAMS', 'Invalid or missing pageSize or after');
  }
  const size = Math.min(pageSize ?? MAX_ON_PAGE, MAX_ON_PAGE);
  const shown = items.slice(after, after + size).map(view);
  if (!wrapped) return { status: 200, body: shown };
  if (after + size >= items.length) return { status: 200, body: { paging: { after }, [name]: shown } };
  const query = new URLSearchParams(call.query);
  query.set('after', String(after + size));
  const paging = { next: `${call.location}?${query}`, after };
  return { status: 200, body: { paging, [name]: shown } };
}

function wholeNumber(text: string): number | undefined {
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}
