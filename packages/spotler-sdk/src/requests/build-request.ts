import type { Endpoint } from '../endpoint.ts';
import { SpotlerError } from '../spotler-error.ts';
import { percentEncode } from './percent-encode.ts';

/** One request in the words of the API. */
export interface ApiRequest {
  readonly endpoint: Endpoint;
  /** Required by the endpoints whose template names it. */
  readonly externalId?: string | undefined;
  /** Query parameters in the order they are sent. */
  readonly query?: ReadonlyArray<readonly [string, string]> | undefined;
  /** Sent as JSON; undefined sends no body. */
  readonly json?: unknown;
  /** Names of the contact properties in `json`, to recognise the one an error is about. */
  readonly properties?: readonly string[] | undefined;
}

/** Destination of a request. */
export interface HttpTarget {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly url: URL;
}

/**
 * Gives the method and URL of a request. Everything is encoded once, strictly, and is signed as it stands
 * here.
 */
export function buildRequest(baseUrl: string, request: ApiRequest): HttpTarget {
  const [method, template] = splitTemplate(request.endpoint);
  const segment = request.externalId === undefined ? '' : idSegment(request.endpoint, request.externalId);
  const path = template.replace('{externalId}', () => segment);
  const query = (request.query ?? []).map(
    ([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`,
  );
  return { method, url: new URL(`${baseUrl}${path}${query.length === 0 ? '' : `?${query.join('&')}`}`) };
}

function splitTemplate(endpoint: Endpoint): [HttpTarget['method'], string] {
  if (endpoint.startsWith('GET ')) return ['GET', endpoint.slice(4)];
  return endpoint.startsWith('PUT ') ? ['PUT', endpoint.slice(4)] : ['POST', endpoint.slice(5)];
}

/**
 * An empty id, `.` and `..` would change the path into another one (URL parsers drop dot segments even when
 * they are percent-encoded); half a surrogate pair cannot be encoded. None of them may reach Spotler.
 */
function idSegment(endpoint: Endpoint, externalId: string): string {
  if (externalId === '' || externalId === '.' || externalId === '..' || !externalId.isWellFormed()) {
    throw new SpotlerError({ kind: 'rejected', endpoint, property: 'externalId' });
  }
  return percentEncode(externalId);
}
