import type { AddressBook } from '../address-book/address-book.ts';
import type { BasePath } from '../base-path.ts';
import { type Reply, refuse, UNKNOWN_CONTACT } from '../reply.ts';
import { member, readContactWrite, readFlags } from './contact-body.ts';
import { contactView } from './contact-view.ts';

/** A call of an endpoint, after its signature was found right. */
export interface EndpointCall {
  readonly externalId: string;
  readonly query: URLSearchParams;
  /** Parsed JSON; undefined when there was none. */
  readonly body: unknown;
  readonly basePath: BasePath;
  /** Origin and path of the request, to build the link to the next page. */
  readonly location: string;
}

/** One endpoint. */
export type EndpointHandler = (book: AddressBook, call: EndpointCall) => Reply;

const NO_CONTENT: Reply = { status: 204 };
const WITHOUT_ID = refuse(400, 'INVALID_PARAMS', 'Contact without externalId found');
const MAX_IN_BATCH = 100;

/** Answers with the contact properties of the account. */
export function listProperties(book: AddressBook): Reply {
  return { status: 200, body: book.definitions() };
}

/** Answers with a contact. */
export function getContact(book: AddressBook, { externalId, basePath }: EndpointCall): Reply {
  const contact = book.find(externalId);
  return contact === undefined
    ? UNKNOWN_CONTACT
    : { status: 200, body: contactView(contact, basePath.dialect) };
}

/** Creates a contact, or updates it when that is asked for. */
export function postContact(book: AddressBook, { body }: EndpointCall): Reply {
  const contact = readContactWrite(member(body, 'contact'));
  if (contact === undefined) return WITHOUT_ID;
  return book.write(contact, { ...readFlags(body), create: true }) ?? NO_CONTENT;
}

/** Updates a contact that exists. */
export function putContact(book: AddressBook, { externalId, body }: EndpointCall): Reply {
  const contact = readContactWrite(member(body, 'contact'), externalId);
  if (contact === undefined) return WITHOUT_ID;
  return book.write(contact, { ...readFlags(body), update: true, create: false }) ?? NO_CONTENT;
}

/** Creates or updates up to a hundred contacts, with a result for each. */
export function postContacts(book: AddressBook, { body }: EndpointCall): Reply {
  const contacts = member(body, 'contacts');
  if (!Array.isArray(contacts)) return refuse(400, 'INVALID_PARAMS', 'Contacts are missing');
  if (contacts.length > MAX_IN_BATCH) {
    return refuse(400, 'INVALID_PARAMS', 'Too many contacts provided (max is 100)');
  }
  const writes = contacts.map((contact: unknown) => readContactWrite(contact));
  if (writes.includes(undefined)) return WITHOUT_ID;
  const results = writes
    .filter((write) => write !== undefined)
    .map((write) => {
      const refusal = book.write(write, { ...readFlags(body), create: true });
      if (refusal === undefined) return { externalId: write.externalId, code: 'OK', message: '' };
      const errorType = member(refusal.body, 'errorType');
      const code = errorType === 'INVALID_PROPERTY' ? 'PROPERTY_INVALID' : errorType;
      return { externalId: write.externalId, code, message: member(refusal.body, 'message') };
    });
  return { status: 200, body: results };
}

/** The first anonymization answers `status`; from then on the contact is unknown. */
export function anonymizeContact(status: number): EndpointHandler {
  return (book, { externalId }) => (book.anonymize(externalId) ? { status } : UNKNOWN_CONTACT);
}
