import { createHmac } from 'node:crypto';
import got from 'got';
import OAuth from 'oauth-1.0a';
import type { SpotlerSimulator } from '../simulator.ts';

/** Parts of a call before it is signed. */
export interface Call {
  readonly method: 'GET' | 'POST' | 'PUT';
  /** Path and query below the base URL, encoded. */
  readonly path: string;
  readonly json?: unknown;
}

/** A call as it is going to be sent. */
export interface SignedCall {
  readonly method: string;
  readonly url: string;
  readonly authorization: string;
}

/** Signs with an implementation that is not ours. `at` is in seconds since 1970. */
export function sign(
  simulator: SpotlerSimulator,
  call: Call,
  secret = simulator.consumerSecret,
  at?: number,
): SignedCall {
  const oauth = new OAuth({
    consumer: { key: simulator.consumerKey, secret },
    signature_method: 'HMAC-SHA1',
    hash_function: (base, key) => createHmac('sha1', key).update(base).digest('base64'),
  });
  if (at !== undefined) oauth.getTimeStamp = () => at;
  const url = simulator.baseUrl + call.path;
  const { Authorization: authorization } = oauth.toHeader(oauth.authorize({ url, method: call.method }));
  return { method: call.method, url, authorization };
}

/** Sends a call as it is, and gives status and body. */
export async function send(
  { url, authorization }: SignedCall,
  { method, json }: Pick<Call, 'method' | 'json'>,
): Promise<{ status: number; body: string; errorType: unknown }> {
  const response = await got(url, {
    method,
    headers: { authorization },
    json,
    retry: { limit: 0 },
    throwHttpErrors: false,
    followRedirect: false,
  });
  return { status: response.statusCode, body: response.body, errorType: errorTypeOf(response.body) };
}

function errorTypeOf(body: string): unknown {
  const json: unknown = body.startsWith('{') ? JSON.parse(body) : undefined;
  return typeof json === 'object' && json !== null && 'errorType' in json ? json.errorType : undefined;
}
