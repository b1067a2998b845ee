import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, it } from '@jest/globals';
import { startHealthServer } from './health-server.ts';

it.each(['//', '/health/..', '*', 'http://[', '/%', '/other'])('answers 404 to %s', async (path) => {
  const server = await startHealthServer(0);
  const socket = connect(server.port, '127.0.0.1');
  socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`);
  const [answer] = await once(socket, 'data');
  expect(String(answer)).toMatch(/^HTTP\/1.1 404/);
  socket.destroy();
  await server.close();
});
