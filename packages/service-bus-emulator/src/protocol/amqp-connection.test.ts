import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { until } from '../testing/with-emulator.ts';
import { AmqpConnection } from './amqp-connection.ts';

const AMQP_HEADER = Buffer.from('414d515000010000', 'hex');
/** An open with container id "x" and host name "host". */
const OPEN = Buffer.from('0000001702000000005310c00a02a10178a104686f7374', 'hex');

describe('a connection', () => {
  const connections: AmqpConnection[] = [];
  /** Milliseconds; a peer that is not meant to be cut may take its time. */
  let idleTimeOut = 60_000;
  const server = createServer((socket) => {
    connections.push(
      new AmqpConnection(socket, {
        idleTimeOut,
        maxFrameSize: 65_536,
        authenticate: () => true,
        attached: () => undefined,
      }),
    );
  });
  let socket: Socket;
  let received: Buffer;

  async function connectToServer(): Promise<void> {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    received = Buffer.alloc(0);
    socket = connect(port, '127.0.0.1');
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk]);
    });
    socket.on('error', () => undefined);
    await once(socket, 'connect');
  }

  afterEach(async () => {
    idleTimeOut = 60_000;
    socket.destroy();
    for (const connection of connections.splice(0)) connection.destroy();
    server.close();
    await once(server, 'close');
  });

  it('is closed with a reason when the peer has been silent for too long', async () => {
    idleTimeOut = 20;
    await connectToServer();
    socket.write(Buffer.concat([AMQP_HEADER, OPEN]));
    await once(socket, 'close');
    expect(received.toString('latin1')).toContain('max idle time exceeded');
  });

  it('knows what the peer calls us', async () => {
    await connectToServer();
    socket.write(Buffer.concat([AMQP_HEADER, OPEN]));
    await until(() => received.length > 8);
    expect(connections[0]?.hostname).toBe('host');
  });

  it('can be cut without a word', async () => {
    await connectToServer();
    socket.write(Buffer.concat([AMQP_HEADER, OPEN]));
    await until(() => received.length > 8);
    connections[0]?.destroy();
    await once(socket, 'close');
    expect(received.toString('latin1')).not.toContain('amqp:');
  });
});
