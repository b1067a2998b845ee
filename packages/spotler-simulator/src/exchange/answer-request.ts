import type { Clock } from '@spotler-connector/clock';
import type { AddressBook } from '../address-book/address-book.ts';
import type { BasePath } from '../base-path.ts';
import { member } from '../endpoints/contact-body.ts';
import {
  anonymizeContact,
  type EndpointHandler,
  getContact,
  listProperties,
  postContact,
  postContacts,
  putContact,
} from '../endpoints/contact-endpoints.ts';
import { type EndpointTemplate, matchEndpoint } from '../endpoints/endpoints.ts';
import { listBounces, listUpdates, searchContacts } from '../endpoints/list-endpoints.ts';
import { type Reply, refuse, UNKNOWN_CONTACT } from '../reply.ts';
import { checkSignature, type SignatureFault } from '../signature/check-signature.ts';
import { parseJson } from './parse-json.ts';
import type { ReceivedRequest } from './receive-request.ts';

/** A request whose path is one of the API's. */
export interface RoutedRequest extends ReceivedRequest {
  readonly endpoint: EndpointTemplate;
  /** Decoded from the path; undefined when it has none. */
  readonly externalId: string | undefined;
  /** Every contact the request is about, in path or body. */
  readonly externalIds: readonly string[];
  readonly basePath: BasePath;
}

/** Settings of the simulated API. */
export interface ApiSettings {
  readonly book: AddressBook;
  readonly anonymizeStatus: number;
  /** Answer about a contact that is not there. */
  readonly unknownContact: Reply;
  readonly consumerKey: string;
  readonly consumerSecret: string;
  readonly toleranceSeconds: number;
  readonly isReplay: (nonce: string, timestamp: number) => boolean;
  readonly clock: Clock;
}

export const UNKNOWN_PATH = refuse(404, 'RESOURCE_NOT_FOUND', 'Resource not found');

/** Finds the endpoint; undefined when the path is none of the API's. */
export function routeRequest(
  request: ReceivedRequest,
  basePaths: readonly BasePath[],
): RoutedRequest | undefined {
  const path = request.target.split('?')[0] ?? '';
  const basePath = basePaths.find((candidate) => path.startsWith(`${candidate.path}/`));
  if (basePath === undefined) return undefined;
  const match = matchEndpoint(request.method, path.slice(basePath.path.length));
  if (match === undefined) return undefined;
  const { endpoint, externalId } = match;
  const externalIds = externalId === undefined ? idsInBody(request.body) : [externalId];
  return { ...request, endpoint, externalId, externalIds, basePath };
}

/** Checks the signature and does what the endpoint does. */
export function answerRequest(request: RoutedRequest, settings: ApiSettings): Reply {
  const fault = checkSignature(request, { ...settings, now: settings.clock.now() / 1000 });
  if (fault !== undefined) return unauthorized(fault);
  const url = new URL(request.target, 'http://127.0.0.1');
  const reply = handlerOf(request.endpoint, settings)(settings.book, {
    externalId: request.externalId ?? '',
    query: url.searchParams,
    body: parseJson(request.body),
    basePath: request.basePath,
    location: `http://${request.host}${url.pathname}`,
  });
  return reply === UNKNOWN_CONTACT ? settings.unknownContact : reply;
}

/** Which answer Spotler gives to a bad signature is not documented; its own shop connector expects 401. */
function unauthorized(fault: SignatureFault): Reply {
  const errorType = fault === 'unknown-key' ? 'AUTH_NOT_FOUND' : 'NOT_AUTHORIZED';
  return refuse(401, errorType, `Not authorized: ${fault}`);
}

function handlerOf(endpoint: EndpointTemplate, settings: ApiSettings): EndpointHandler {
  const handlers: Record<EndpointTemplate, EndpointHandler> = {
    'GET /contact/properties/list': listProperties,
    'GET /contact/search': searchContacts,
    'GET /contact/updates/list': listUpdates,
    'GET /contact/bounces/list': listBounces,
    'GET /contact/{externalId}': getContact,
    'POST /contact': postContact,
    'POST /contact/list': postContacts,
    'PUT /contact/anonymize/{externalId}': anonymizeContact(settings.anonymizeStatus),
    'PUT /contact/{externalId}': putContact,
  };
  return handlers[endpoint];
}

function idsInBody(body: string): readonly string[] {
  const json = parseJson(body);
  const several = member(json, 'contacts');
  const contacts: readonly unknown[] = Array.isArray(several) ? several : [member(json, 'contact')];
  return contacts.map((contact) => member(contact, 'externalId')).filter((id) => typeof id === 'string');
}
