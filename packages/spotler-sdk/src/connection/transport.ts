import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import got, { RequestError } from 'got';
import type { HttpAnswer } from '../answers/classify-answer.ts';

/** One signed request, ready to be sent. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly url: URL;
  readonly authorization: string;
  /** JSON text; undefined sends no body. */
  readonly body: string | undefined;
  readonly timeoutMs: number;
  /** The caller's; undefined when there is none. */
  readonly signal: AbortSignal | undefined;
}

/** No answer came. Holds a code only: got's own errors carry the URL, the headers and the body. */
export class ConnectionFailure extends Error {
  /** Node's or got's code, such as `ECONNRESET`. */
  readonly code: string;

  constructor(code: string) {
    super('No answer');
    this.code = code;
  }
}

/** Sends requests over kept-alive sockets; got does the work and never leaves this file. */
export interface Transport {
  /** Rejects with a {@link ConnectionFailure} when no answer comes. */
  send(request: HttpRequest): Promise<HttpAnswer>;
  /** Closes all sockets, those in use too. */
  close(): void;
}

export function createTransport(options: { keepAlive: boolean; maxSockets: number }): Transport {
  const http = new HttpAgent(options);
  const https = new HttpsAgent(options);
  const client = got.extend({
    agent: { http, https },
    retry: { limit: 0 },
    followRedirect: false,
    throwHttpErrors: false,
    responseType: 'text',
    headers: { accept: 'application/json', 'user-agent': 'spotler-sdk' },
  });
  return {
    send: async ({ method, url, authorization, body, timeoutMs, signal }) => {
      try {
        const response = await client(url, {
          method,
          headers: { authorization, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
          ...(body === undefined ? {} : { body }),
          timeout: { request: timeoutMs },
          ...(signal === undefined ? {} : { signal }),
        });
        return {
          status: response.statusCode,
          retryAfter: response.headers['retry-after'],
          body: String(response.body),
        };
      } catch (error) {
        throw new ConnectionFailure(failureCode(error));
      }
    },
    close: () => {
      http.destroy();
      https.destroy();
    },
  };
}

function failureCode(error: unknown): string {
  const code = error instanceof RequestError ? error.code : '';
  return /^[A-Z][A-Z0-9_]{1,59}$/.test(code) ? code : 'ERR_NO_ANSWER';
}
