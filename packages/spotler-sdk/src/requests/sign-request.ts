import { createHmac } from 'node:crypto';
import { percentEncode } from './percent-encode.ts';

/** The parts of an OAuth 1.0a signature. A JSON body does not. */
export interface SignableRequest {
  /** HTTP method, in any case. */
  readonly method: string;
  /** The URL exactly as it is sent, query included. Default ports and fragments are not signed. */
  readonly url: URL;
  /** Key of the REST API integration in the Spotler account. */
  readonly consumerKey: string;
  /** Secret that belongs to the key. */
  readonly consumerSecret: string;
  /** Random text, new for every try. */
  readonly nonce: string;
  /** UNIX time in whole seconds, new for every try. */
  readonly timestamp: number;
}

/**
 * Gives the value of the `Authorization` header: OAuth 1.0a, one leg, HMAC-SHA1, no token.
 *
 * Source: RFC 5849 section 3.4; Spotler's REST documentation front page ("Oauth 1.0a (one leg)").
 */
export function signRequest(request: SignableRequest): string {
  const oauth = [
    ['oauth_consumer_key', request.consumerKey],
    ['oauth_nonce', request.nonce],
    ['oauth_signature_method', 'HMAC-SHA1'],
    ['oauth_timestamp', String(request.timestamp)],
    ['oauth_version', '1.0'],
  ] as const;
  const parameters = normalizedParameters([...oauth, ...request.url.searchParams]);
  const baseUrl = `${request.url.protocol}//${request.url.host}${request.url.pathname}`;
  const baseString = [request.method.toUpperCase(), baseUrl, parameters].map(percentEncode).join('&');
  const signature = createHmac('sha1', `${percentEncode(request.consumerSecret)}&`)
    .update(baseString)
    .digest('base64');
  const header = [...oauth, ['oauth_signature', signature] as const];
  return `OAuth ${header.map((pair) => `${pair[0]}="${percentEncode(pair[1])}"`).join(', ')}`;
}

/** Pairs are not taken apart here: until V8 optimizes it, each would cost an iterator. */
function normalizedParameters(parameters: ReadonlyArray<readonly [string, string]>): string {
  return parameters
    .map((pair) => [percentEncode(pair[0]), percentEncode(pair[1])] as const)
    .sort((one, other) => compare(one[0], other[0]) || compare(one[1], other[1]))
    .map((pair) => `${pair[0]}=${pair[1]}`)
    .join('&');
}

/** Byte order, as RFC 5849 asks; the texts are plain ASCII by now. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
