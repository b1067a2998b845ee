import type { AddressBook } from './address-book.ts';
import type { BasePath } from './base-path.ts';
import { checkSignature, type SignatureFault } from './check-signature.ts';
import { member } from './contact-body.ts';
import {
  anonymizeContact,
  type EndpointHandler,
  getContact,
  listProperties,
  postContact,
  postContacts,
  putContact,
} from './contact-endpoints.ts';
import { type EndpointTemplate, matchEndpoint } from './endpoints.ts';
import { type Bounce, listBounces, listUpdates, searchContacts } from './list-endpoints.ts';
import { type Reply, refuse } from './reply.ts';

/** A request as it came over the wire. */
export interface ReceivedRequest {
  readonly method: string;
  /** Path and query exactly as received. */
  readonly target: string;
  readonly host: string;
  readonly authorization: string;
  readonly body: string;
}

/** A request whose path is one of the API's. */
export interface RoutedRequest extends ReceivedRequest {
  readonly endpoint: EndpointTemplate;
  readonly externalId: string | undefined;
  readonly basePath: BasePath;
}

/** What the API needs to answer. */
export interface ApiSettings {
  readonly book: AddressBook;
  readonly bounces: () => readonly Bounce[];
  readonly anonymizeStatus: number;
  readonly consumerKey: string;
  readonly consumerSecret: string;
  readonly toleranceSeconds: number;
  readonly isReplay: (nonce: string, timestamp: number) => boolean;
  readonly clock: () => number;
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
  const externalId = match.externalId ?? idInBody(request.body);
  return { ...request, endpoint: match.endpoint, externalId, basePath };
}

/** Checks the signature and does what the endpoint does. */
export function answerRequest(request: RoutedRequest, settings: ApiSettings): Reply {
  const fault = checkSignature(request, { ...settings, now: settings.clock() / 1000 });
  if (fault !== undefined) return unauthorized(fault);
  const [path = '', query = ''] = request.target.split('?');
  return handlerOf(request.endpoint, settings)(settings.book, {
    externalId: request.externalId ?? '',
    query: new URLSearchParams(query),
    body: parse(request.body),
    basePath: request.basePath,
    location: `http://${request.host}${path}`,
  });
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
    'GET /contact/bounces/list': listBounces(settings.bounces),
    'GET /contact/{externalId}': getContact,
    'POST /contact': postContact,
    'POST /contact/list': postContacts,
    'PUT /contact/anonymize/{externalId}': anonymizeContact(settings.anonymizeStatus),
    'PUT /contact/{externalId}': putContact,
  };
  return handlers[endpoint];
}

function idInBody(body: string): string | undefined {
  const id = member(member(parse(body), 'contact'), 'externalId');
  return typeof id === 'string' ? id : undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
