import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, deflateSync, gunzipSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from '@jest/globals';
import got from 'got';
import { createSpotlerClient } from '../spotler-client.ts';

let server: Server;
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

/** A client of a server that answers everything so. A busy machine takes its time over a large answer. */
async function aClientOf(answer: RequestListener, attemptMs = 10_000) {
  server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return createSpotlerClient({
    baseUrl: `http://127.0.0.1:${port}/x`,
    consumerKey: 'key',
    consumerSecret: 'secret',
    timeouts: { attemptMs, totalMs: 2 * attemptMs },
  });
}

const TOO_LARGE = { kind: 'protocol', code: 'ERR_ANSWER_TOO_LARGE' };
const BOMB = gzipSync(Buffer.alloc(200 * 1024 * 1024));

describe('an answer', () => {
  it('is given up when it unpacks to more than one can want, in little memory', async () => {
    const client = await aClientOf((_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip', 'content-type': 'application/json' }).end(BOMB);
    });
    const before = process.memoryUsage().rss;
    await expect(client.contacts.get('a')).rejects.toMatchObject(TOO_LARGE);
    expect(process.memoryUsage().rss - before).toBeLessThan(100 * 1024 * 1024);
    expect(BOMB.length).toBeLessThan(300_000);
    expect(gunzipSync(BOMB).length).toBe(200 * 1024 * 1024);
    client.close();
  });

  it.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
  ])('is given up in pieces of no announced length too, packed as %s', async (encoding, pack) => {
    const packed = pack(Buffer.alloc(5 * 1024 * 1024));
    const client = await aClientOf((_, response) => {
      response.writeHead(200, { 'content-encoding': encoding });
      response.write(packed.subarray(0, 10));
      response.end(packed.subarray(10));
    });
    await expect(client.contacts.get('a')).rejects.toMatchObject(TOO_LARGE);
    client.close();
  });

  it('would all be there without the bound', async () => {
    const packed = gzipSync(Buffer.alloc(5 * 1024 * 1024));
    const client = await aClientOf((_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(packed);
    });
    const { port } = server.address() as AddressInfo;
    expect((await got(`http://127.0.0.1:${port}`)).body).toHaveLength(5 * 1024 * 1024);
    client.close();
  });

  it.each([
    ['without end', {}],
    ['that calls itself packed and has no end', { 'content-encoding': 'gzip' }],
  ])('is given up %s', async (_, headers) => {
    const chunk = Buffer.alloc(1024 * 1024, 'x');
    const client = await aClientOf((_request, response) => {
      response.writeHead(200, headers);
      const more = () => {
        while (!response.destroyed && response.write(chunk));
      };
      response.on('drain', more);
      more();
    });
    await expect(client.contacts.get('a')).rejects.toMatchObject(TOO_LARGE);
    client.close();
  });

  it('is no outage when it is packed', async () => {
    const body = JSON.stringify({ properties: [] });
    const client = await aClientOf((_, response) => {
      response
        .writeHead(200, { 'content-encoding': 'gzip', 'content-type': 'application/json' })
        .end(gzipSync(body));
    });
    expect(await client.properties.list().catch((error: { kind: string }) => error.kind)).not.toBe(
      'unavailable',
    );
    client.close();
  });

  it('that is dripped ends with the time of its attempt', async () => {
    const client = await aClientOf((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const drip = setInterval(() => response.write(' '), 50);
      response.on('close', () => clearInterval(drip));
    }, 300);
    await expect(client.contacts.get('a')).rejects.toMatchObject({ kind: 'unavailable', code: 'ETIMEDOUT' });
    client.close();
  }, 15_000);
});
