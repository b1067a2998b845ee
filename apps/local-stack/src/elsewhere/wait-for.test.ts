import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { waitFor } from './wait-for.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** Answers with these statuses, and with the last one from then on. */
async function aServerAnswering(...statuses: number[]): Promise<{ url: string; requests: () => number }> {
  let requests = 0;
  const server = createServer((_, response) => {
    response.writeHead(statuses[Math.min(requests, statuses.length - 1)] ?? 500).end();
    requests += 1;
  }).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/health`,
    requests: () => requests,
  };
}

describe('waiting for a service', () => {
  it('goes on until it says that it is well', async () => {
    const { url, requests } = await aServerAnswering(503, 503, 200);
    await waitFor(url, { pauseMs: 1 });
    expect(requests()).toBe(3);
  });

  it('ends when it never does, and says where to look', async () => {
    const { url } = await aServerAnswering(503);
    await expect(waitFor(url, { pauseMs: 1, timeoutMs: 50 })).rejects.toThrow(/not ready after .* log/);
  });

  it('ends when nobody is there', async () => {
    await expect(waitFor('http://127.0.0.1:1/', { pauseMs: 1, timeoutMs: 50 })).rejects.toThrow('not ready');
  });
});
