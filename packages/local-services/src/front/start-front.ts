import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type Clock, systemClock } from '@spotler-connector/clock';
import { type FrontAction, type FrontPlan, type FrontRequest, passAll } from './front-action.ts';
import { performAction } from './perform-action.ts';
import { BodyTooLarge, readBody } from './read-body.ts';
import { connectUpstream } from './upstream.ts';

/** Options of {@link startFront}. */
export interface FrontOptions {
  /** An address of the system behind the front, over http. Only its origin counts. */
  readonly upstream: string;
  /** The plan at first. Default: everything passes. */
  readonly plan?: FrontPlan | undefined;
  /** The clock of delays. Default: the machine's. */
  readonly clock?: Clock | undefined;
  /** The largest body of a request or an answer, in bytes. Default 16 MiB. */
  readonly maxBodyBytes?: number | undefined;
  /** The most requests at a time; others get 503. Default 1000. */
  readonly maxRequests?: number | undefined;
  /** Called for every request with the action that the plan chose. */
  readonly onRequest?: ((request: FrontRequest, action: FrontAction) => void) | undefined;
}

/** An HTTP proxy before a system on this machine that does with each request what a plan says. */
export interface Front {
  /** Its origin, such as `http://127.0.0.1:8090`. */
  readonly origin: string;
  /**
   * Rewrites an address of the system behind the front, such as a base URL, so that it leads through the
   * front.
   */
  through(address: string): string;
  /** Changes the plan from the next request on. */
  follow(plan: FrontPlan): void;
  /** The number of requests under way, held and late ones included. */
  readonly pending: number;
  /** Resolves once no request is under way. */
  idle(): Promise<void>;
  /** Ends it and its connections. Requests that are held or late never reach the system. */
  close(): Promise<void>;
}

const MAX_BODY_BYTES = 16 * 1024 * 1024;
const MAX_REQUESTS = 1_000;

/** Starts a front on a free port of this machine. */
export async function startFront(options: FrontOptions): Promise<Front> {
  const {
    clock = systemClock,
    maxBodyBytes = MAX_BODY_BYTES,
    maxRequests = MAX_REQUESTS,
    onRequest,
  } = options;
  const upstream = connectUpstream(new URL(options.upstream), maxBodyBytes);
  const closing = new AbortController();
  const pending = new Set<Promise<void>>();
  let plan = options.plan ?? passAll;
  let count = 0;

  async function handle(message: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const request = await readRequest(message, ++count, maxBodyBytes);
      const action = plan(request);
      onRequest?.(request, action);
      await performAction(action, request, response, { upstream, clock, closed: closing.signal });
    } catch (error) {
      if (error instanceof BodyTooLarge && !response.headersSent) response.writeHead(413).end();
      else response.destroy();
    }
  }

  const server = createServer((message, response) => {
    if (pending.size >= maxRequests) return void response.writeHead(503).end();
    const handling = handle(message, response).finally(() => pending.delete(handling));
    pending.add(handling);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : address}`;

  return {
    origin,
    through(address) {
      const { pathname, search } = new URL(address);
      return `${origin}${pathname === '/' && !address.endsWith('/') ? '' : pathname}${search}`;
    },
    follow(next) {
      plan = next;
    },
    get pending() {
      return pending.size;
    },
    async idle() {
      while (pending.size > 0) await Promise.all(pending);
    },
    async close() {
      closing.abort(new Error('The front is closed'));
      upstream.close();
      server.closeAllConnections();
      server.close();
      await Promise.all(pending);
    },
  };
}

async function readRequest(
  message: IncomingMessage,
  number: number,
  maxBodyBytes: number,
): Promise<FrontRequest> {
  const { method = 'GET', url = '/', rawHeaders } = message;
  const [path = '/', ...query] = url.split('?');
  return {
    number,
    method,
    path,
    query: query.length === 0 ? '' : `?${query.join('?')}`,
    rawHeaders,
    body: await readBody(message, maxBodyBytes),
  };
}
