import { Agent, type IncomingMessage, request as sendRequest } from 'node:http';
import type { FrontRequest } from './front-action.ts';
import { readBody } from './read-body.ts';

/** The true answer to a request. */
export interface UpstreamAnswer {
  /** The status. */
  readonly status: number;
  /** Names and values of the headers in turn, without those about the connection. */
  readonly rawHeaders: readonly string[];
  /** The body. */
  readonly body: Buffer;
}

/** The system behind a front. */
export interface Upstream {
  /**
   * Sends a request with the headers that it came with, `Host` included. Rejects when there is no whole
   * answer.
   */
  send(request: FrontRequest): Promise<UpstreamAnswer>;
  /** Closes the connections. */
  close(): void;
}

/** Headers about one connection, which say nothing about the next. */
const OF_THE_CONNECTION = new Set(['connection', 'keep-alive', 'transfer-encoding', 'content-length']);

/** Connects to the system at this origin. */
export function connectUpstream(origin: URL, maxBodyBytes: number): Upstream {
  const agent = new Agent({ keepAlive: true });
  return {
    async send({ method, path, query, rawHeaders, body }) {
      const sent = sendRequest({
        agent,
        host: origin.hostname,
        port: origin.port,
        method,
        path: path + query,
        headers: [...endToEnd(rawHeaders), 'content-length', String(body.length)],
        setHost: false,
      });
      const response = new Promise<IncomingMessage>((resolve, reject) => {
        sent.once('response', resolve).once('error', reject);
      });
      sent.end(body);
      const answer = await response;
      return {
        status: answer.statusCode ?? 502,
        rawHeaders: endToEnd(answer.rawHeaders),
        body: await readBody(answer, maxBodyBytes),
      };
    },
    close: () => agent.destroy(),
  };
}

function endToEnd(rawHeaders: readonly string[]): string[] {
  return rawHeaders.filter((_, index) => {
    const name = rawHeaders[index - (index % 2)] ?? '';
    return !OF_THE_CONNECTION.has(name.toLowerCase());
  });
}
