import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { ApiRequest, ApiResponse } from '../api-exchange.ts';

/** Answers a request whose path starts with the given prefix. */
export type Route = (request: ApiRequest) => ApiResponse | Promise<ApiResponse>;

const MAX_BODY_BYTES = 16 * 1024 * 1024;

/** Starts listening. @throws when the port is taken, or the host is none of this machine's. */
export async function listen(
  routes: ReadonlyMap<string, Route>,
  port: number,
  host = '127.0.0.1',
): Promise<Server> {
  const server = createServer((incoming, outgoing) => {
    answer(routes, incoming)
      .catch(
        (): ApiResponse => ({
          status: 500,
          headers: {},
          body: { error: { code: '0x80040216', message: 'An unexpected error occurred.' } },
        }),
      )
      .then((response) => write(outgoing, response));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return server;
}

/** Stops listening and ends connections that are still open. */
export async function closeServer(server: Server): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeAllConnections();
  await closed;
}

async function answer(routes: ReadonlyMap<string, Route>, incoming: IncomingMessage): Promise<ApiResponse> {
  const url = new URL(incoming.url ?? '/', 'http://localhost');
  const body = await readBody(incoming);
  for (const [prefix, route] of routes) {
    if (url.pathname.startsWith(prefix))
      return route(requestOf(incoming, url, url.pathname.slice(prefix.length), body));
  }
  return { status: 404, headers: {}, body: { error: { code: '', message: 'No HTTP resource was found.' } } };
}

function requestOf(incoming: IncomingMessage, url: URL, path: string, body: string): ApiRequest {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return {
    method: incoming.method ?? 'GET',
    path: decodeURIComponent(path),
    query: new Map(url.searchParams),
    headers,
    body,
  };
}

async function readBody(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) throw new Error('The request body is too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function write(outgoing: ServerResponse, { status, headers, body, connection }: ApiResponse): void {
  if (connection === 'hang') return;
  const text = typeof body === 'string' ? body : body === undefined ? '' : JSON.stringify(body);
  const type = typeof body === 'object' ? { 'Content-Type': 'application/json; odata.metadata=minimal' } : {};
  const bodiless = status === 204 || status === 304;
  const length = bodiless ? [] : [['Content-Length', Buffer.byteLength(text)]];
  outgoing.writeHead(status, {
    'OData-Version': '4.0',
    ...type,
    ...Object.fromEntries(length),
    ...headers,
  });
  if (connection === 'break-off') {
    outgoing.write(text.slice(0, text.length / 2), () => outgoing.destroy());
    return;
  }
  outgoing.end(text);
}
