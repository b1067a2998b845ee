import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo, Server } from 'node:net';
import { createServer as createTcpServer } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import type { SpotlerClientOptions } from './client-options.ts';
import { createSpotlerClient, type SpotlerClient } from './spotler-client.ts';

const LIST = '[{"name":"email","type":"email"}]';

/** Runs `work` with a client of this server, over a real socket. */
async function withServer(
  server: Server,
  work: (client: SpotlerClient) => Promise<void>,
  options: Partial<SpotlerClientOptions> = {},
): Promise<void> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const client = createSpotlerClient({
    baseUrl: `http://127.0.0.1:${port}/x`,
    consumerKey: 'k',
    consumerSecret: 's',
    retry: { minDelayMs: 1, maxDelayMs: 2 },
    ...options,
  });
  try {
    await work(client);
  } finally {
    client.close();
    await new Promise((resolve) => server.close(resolve));
  }
}

/** Answers like Spotler, after `spoil` had its turn with the first request. */
function spoiledOnce(spoil: RequestListener): { server: Server; requests: () => number } {
  let requests = 0;
  const server = createServer((request, response) => {
    requests++;
    if (requests === 1) spoil(request, response);
    else response.end(LIST);
  });
  return { server, requests: () => requests };
}

describe('a connection', () => {
  it.each<[string, RequestListener]>([
    ['before the answer', (_, response) => response.destroy()],
    ['within the head of the answer', (_, response) => response.socket?.end('HTTP/1.1 200 OK\r\nConte')],
    [
      'within the body of the answer',
      (_, response) => response.socket?.end('HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n[]'),
    ],
  ])('that is cut %s is tried again', async (_, spoil) => {
    const { server, requests } = spoiledOnce(spoil);
    await withServer(server, async (client) => {
      expect(await client.properties.list()).toHaveLength(1);
      expect(requests()).toBe(2);
    });
  });

  it('that is refused is an unavailable Spotler', async () => {
    const server = createServer();
    await withServer(server, async (client) => {
      await new Promise((resolve) => server.close(resolve));
      await expect(client.properties.list()).rejects.toMatchObject({
        kind: 'unavailable',
        status: undefined,
        code: 'ECONNREFUSED',
      });
    });
  });

  it('to something that speaks no HTTP is a protocol error, and tried once', async () => {
    let connections = 0;
    const server = createTcpServer((socket) => {
      connections++;
      socket.on('error', () => {});
      socket.resume().end('220 mail.example ESMTP\r\n');
    });
    await withServer(server, async (client) => {
      await expect(client.properties.list()).rejects.toMatchObject({
        kind: 'protocol',
        code: expect.stringMatching(/^HPE_/),
      });
      expect(connections).toBe(1);
    });
  });

  it('whose answer never ends is given up', async () => {
    const server = createServer((_, response) => {
      const drip = setInterval(() => response.write(' '), 5);
      response.on('close', () => clearInterval(drip));
    });
    await withServer(
      server,
      async (client) => {
        await expect(client.properties.list()).rejects.toMatchObject({
          kind: 'unavailable',
          code: 'ETIMEDOUT',
        });
      },
      { timeouts: { attemptMs: 60, totalMs: 100 } },
    );
  });

  it('that is open when the client closes is given up, and not tried again', async () => {
    let requests = 0;
    const server = createServer(() => {
      requests++;
    });
    await withServer(server, async (client) => {
      const call = client.properties.list().catch((error: unknown) => error);
      while (requests === 0) await new Promise((resolve) => setTimeout(resolve, 1));
      client.close();
      expect(await call).toMatchObject({ kind: 'unavailable', code: 'ERR_CLIENT_CLOSED' });
      expect(requests).toBe(1);
    });
  });

  it('that is cut, or whose answer never comes, leaves a write ambiguous, and a read not', async () => {
    const answers: RequestListener[] = [(_, response) => response.destroy(), () => {}];
    for (const answer of answers) {
      const limits = { retry: { attempts: 1 }, timeouts: { attemptMs: 60 } };
      await withServer(
        createServer(answer),
        async ({ contacts, properties }) => {
          await expect(contacts.anonymize('id-1')).rejects.toMatchObject({ ambiguous: true });
          await expect(contacts.optOut('id-1')).rejects.toMatchObject({ ambiguous: false });
          await expect(properties.list()).rejects.toMatchObject({ ambiguous: false });
        },
        limits,
      );
    }
  });

  it('that was never there leaves no write ambiguous', async () => {
    const server = createServer();
    await withServer(server, async ({ contacts }) => {
      await new Promise((resolve) => server.close(resolve));
      const refused = { code: 'ECONNREFUSED', ambiguous: false };
      await expect(contacts.anonymize('id-1')).rejects.toMatchObject(refused);
    });
  });

  it.each([
    [true, 1],
    [false, 5],
  ])('is kept open between requests: %s', async (keepAlive, expected) => {
    let connections = 0;
    const server = createServer((_, response) => response.end(LIST));
    server.on('connection', () => {
      connections++;
    });
    await withServer(
      server,
      async (client) => {
        for (let count = 0; count < 5; count++) await client.properties.list();
        expect(connections).toBe(expected);
      },
      { keepAlive },
    );
  });
});
