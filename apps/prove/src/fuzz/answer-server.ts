import { once } from 'node:events';
import { createServer } from 'node:http';

/** A server that answers whatever it is told. */
export interface AnswerServer {
  readonly origin: string;
  /** Says what the body of the next answers is. */
  answer(body: Buffer): void;
  close(): void;
}

const STATUSES = [200, 200, 200, 204, 301, 400, 401, 404, 410, 429, 500, 503] as const;

/** Starts a server that takes one status after the other, and at times says that it sends a page. */
export async function startAnswerServer(): Promise<AnswerServer> {
  let body: Buffer = Buffer.alloc(0);
  let turn = 0;
  const server = createServer((request, response) => {
    request.resume();
    const status = STATUSES[turn++ % STATUSES.length] ?? 200;
    const type = turn % 5 === 0 ? 'text/html' : 'application/json';
    response.writeHead(status, { 'content-type': type }).end(body);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    origin: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`,
    answer(next) {
      body = next;
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
