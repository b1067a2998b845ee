import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Command } from '../view/command.ts';
import { SAFE_HEADERS } from './headers.ts';
import { isOwnRequest } from './is-own-request.ts';
import type { PageFiles } from './page-files.ts';
import { readCommand } from './read-command.ts';

/** Everything that the server serves. */
export interface Served {
  readonly files: PageFiles;
  /** Sends a reader the view from now on; `query` says what this reader looks for. */
  stream(response: ServerResponse, query: URLSearchParams): void;
  /** Carries a command out. Rejects with what to tell whoever gave it. */
  perform(command: Command): Promise<void>;
}

/** The page's server. */
export interface PageServer {
  readonly port: number;
  /** Connections that are open now. */
  connections(): Promise<number>;
  close(): Promise<void>;
}

/** Listens on this machine only. Rejects when the port is in use. */
export async function startServer(port: number, served: Served): Promise<PageServer> {
  let actual = port;
  const server = createServer(async (request, response) => {
    for (const [name, value] of Object.entries(SAFE_HEADERS)) response.setHeader(name, value);
    if (!isOwnRequest(request, actual)) return void response.writeHead(403).end();
    try {
      await answer(request, response, served);
    } catch (error) {
      const text = error instanceof Error ? error.message : 'It failed.';
      if (!response.headersSent) response.writeHead(500, { 'content-type': 'text/plain' });
      response.end(text);
    }
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address === 'object' && address !== null) actual = address.port;
  return {
    port: actual,
    connections: () =>
      new Promise((resolve, reject) => {
        server.getConnections((error, count) => (error === null ? resolve(count) : reject(error)));
      }),
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

async function answer(request: IncomingMessage, response: ServerResponse, served: Served): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
  if (request.method === 'POST') {
    if (pathname !== '/command') return void response.writeHead(404).end();
    return answerCommand(await readCommand(request), response, served);
  }
  if (pathname === '/events') return served.stream(response, searchParams);
  const file = await served.files.at(pathname);
  if (file === undefined) return void response.writeHead(404).end();
  response.writeHead(200, { 'content-type': file.type }).end(file.text);
}

async function answerCommand(
  command: Command | undefined,
  response: ServerResponse,
  { perform }: Served,
): Promise<void> {
  if (command === undefined) return void response.writeHead(400).end();
  try {
    await perform(command);
    response.writeHead(204).end();
  } catch (error) {
    const text = error instanceof Error ? error.message : 'It failed.';
    response.writeHead(409, { 'content-type': 'text/plain; charset=utf-8' }).end(text);
  }
}
