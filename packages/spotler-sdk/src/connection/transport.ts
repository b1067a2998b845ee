import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import got, { RequestError } from 'got';
import type { HttpAnswer } from '../answers/classify-answer.ts';
import { readAnswer } from './read-answer.ts';
import { codeOf, unpackBody } from './unpack-body.ts';

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

/** No answer came. Holds no more than this: got's own errors carry the URL, the headers and the body. */
export class ConnectionFailure extends Error {
  /** Node's or got's code, such as `ECONNRESET`. */
  readonly code: string;
  /** False when there never was a connection, so that nothing can have been sent. */
  readonly mayBeSent: boolean;

  constructor(code: string, mayBeSent: boolean) {
    super('No answer');
    this.code = code;
    this.mayBeSent = mayBeSent;
  }
}

/** Sends requests over kept-alive sockets; got does the work and never leaves this file. */
export interface Transport {
  /**
   * Rejects with a {@link ConnectionFailure} when no answer comes; a bug rejects with the error that it is.
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

/** Errors that Node and JavaScript throw at whoever calls them wrongly. The network throws none of them. */
const BUGS: ReadonlySet<string> = new Set(['TypeError', 'RangeError', 'ReferenceError', 'SyntaxError']);

/**
 * Reduces a failure of the network to its code. Gives anything else back as it is: it must not pass for an
 * outage.
 */
function failureOf(error: unknown): unknown {
  const unpacking = codeOf(error) ?? '';
  if (!(error instanceof RequestError)) {
    return /^(Z_|ERR_)/.test(unpacking) && !isBug(error) ? new ConnectionFailure(unpacking, true) : error;
  }
  const { code, timings } = error;
  const safeCode = /^[A-Z][A-Z0-9_]{1,59}$/.test(code) ? code : 'ERR_NO_ANSWER';
  const mayBeSent = timings === undefined || (timings.connect ?? timings.upload) !== undefined;
  return bugBehind(error) ?? new ConnectionFailure(safeCode, mayBeSent);
}

/**
 * Finds the bug that got has wrapped. Compares names: a class of Node is another one in the realm of a test.
 */
function bugBehind({ cause }: Error): unknown {
  if (!isError(cause)) return undefined;
  return BUGS.has(cause.name) ? cause : bugBehind(cause);
}

function isBug(error: unknown): boolean {
  return isError(error) && BUGS.has(error.name);
}

function isError(value: unknown): value is Error {
  return typeof value === 'object' && value !== null && 'name' in value && 'message' in value;
}
