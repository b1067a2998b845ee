import { once } from 'node:events';
import { createServer } from 'node:net';
import { endLater } from './running-services.ts';

/** Starts somebody who takes every call and never answers. Resolves to the port. */
export async function aSilentServer(): Promise<number> {
  const server = createServer((socket) => socket.on('error', () => {})).listen(0);
  await once(server, 'listening');
  endLater(() => server.close());
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}
