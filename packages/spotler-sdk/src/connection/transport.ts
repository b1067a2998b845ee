import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import got from 'got';
import type { HttpAnswer } from '../answers/classify-answer.ts';
import { failureOf } from './connection-failure.ts';
import { readAnswer } from './read-answer.ts';
import { unpackBody } from './unpack-body.ts';

/** One signed request, ready to be sent. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly url: URL;
  readonly authorization: string;
  /** JSON text; undefined sends no body. */
  readonly body: string | undefined;
  readonly timeoutMs: number;
  /** The largest body of an answer, before and after unpacking. */
  readonly maxBytes: number;
  /** The caller's; undefined when there is none. */
  readonly signal: AbortSignal | undefined;
}

/** Sends requests over kept-alive sockets; got does the work and never leaves this file. */
export interface Transport {
  /**
   * Rejects with a `ConnectionFailure` when no answer comes; a bug rejects with the error that it is.
   */
  send(request: HttpRequest): Promise<HttpAnswer>;
  /** Closes all sockets, those in use too. */
  close(): void;
}

/** Opens a transport. No socket is opened yet. */
export function createTransport(options: {
  readonly keepAlive: boolean;
  readonly maxSockets: number;
}): Transport {
  const http = new HttpAgent(options);
  const https = new HttpsAgent(options);
  const client = got.extend({
    agent: { http, https },
    retry: { limit: 0 },
    followRedirect: false,
    throwHttpErrors: false,
    // Unpacked within bounds afterwards.
    decompress: false,
    // No answer of a cache is evidence of anything.
    headers: {
      accept: 'application/json',
      'accept-encoding': 'gzip',
      'cache-control': 'no-cache',
      'user-agent': 'spotler-sdk',
    },
  });
  return {
    async send({ method, url, authorization, body, timeoutMs, maxBytes, signal }) {
      try {
        const request = client.stream(url, {
          method,
          headers: { authorization, 'content-type': body === undefined ? undefined : 'application/json' },
          body,
          timeout: { request: timeoutMs },
          signal,
        });
        if (body === undefined && method !== 'GET') request.end();
        const { status, headers, packed } = await readAnswer(request, maxBytes);
        const text = await unpackBody(packed, headers['content-encoding'], maxBytes);
        return { status, retryAfter: headers['retry-after'], body: text };
      } catch (error) {
        throw failureOf(error);
      }
    },
    close() {
      http.destroy();
      https.destroy();
    },
  };
}
