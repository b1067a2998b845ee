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
  return page(
    call,
    'contacts',
    found.map((contact) => contactView(contact, call.basePath.dialect)),
    true,
  );
}

/** Answers with the contacts that were changed in a span of time. */
export function listUpdates(book: AddressBook, call: EndpointCall): Reply {
  const range = readRange(call.query);
  if (range === undefined) return refuse(400, 'INVALID_PARAMS', 'Invalid or missing fromDate or toDate');
  const changed = book
    .all()
    .filter(({ lastChanged }) => lastChanged >= range.from && lastChanged < range.to)
    .sort((a, b) => a.lastChanged - b.lastChanged);
  const views = changed.map((contact) => contactView(contact, call.basePath.dialect));
  return page(call, 'contacts', views, call.basePath.dialect === 'paged');
}

/** Answers with the bounces of a span of time. */
export function listBounces(book: AddressBook, call: EndpointCall): Reply {
  const range = readRange(call.query);
  if (range === undefined) return refuse(400, 'INVALID_PARAMS', 'Invalid or missing fromDate or toDate');
  const views = book
    .bounces()
    .filter(({ date }) => date >= range.from && date < range.to)
    .flatMap((bounce) => bounceView(bounce, book.find(bounce.externalId), call));
  return page(call, 'bounces', views, call.basePath.dialect === 'paged');
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

function page(call: EndpointCall, name: string, items: readonly unknown[], wrapped: boolean): Reply {
  const after = wholeNumber(call.query.get('after') ?? '0');
  const given = call.query.get('pageSize');
  const pageSize = given === null ? undefined : wholeNumber(given);
  if (after === undefined || (given !== null && pageSize === undefined) || (wrapped && given === null)) {
    return refuse(400, 'INVALID_PARAMS', 'Invalid or missing pageSize or after');
  }
  const size = Math.min(pageSize ?? MAX_ON_PAGE, MAX_ON_PAGE);
  const shown = items.slice(after, after + size);
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
