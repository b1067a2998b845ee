import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { afterEach, describe, expect, it } from '@jest/globals';
import { createManualClock } from '@spotler-connector/clock/testing';
import type { FrontAction } from './front-action.ts';
import { type Front, type FrontOptions, startFront } from './start-front.ts';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** A system that remembers the bodies it got, and answers with the method, the address and the body. */
async function aSystem(): Promise<{
  address: string;
  got: string[];
  hosts: (string | undefined)[];
  server: Server;
}> {
  const got: string[] = [];
  const hosts: (string | undefined)[] = [];
  const server = createServer(async (request, response) => {
    const body = await textOf(request);
    got.push(body);
    hosts.push(request.headers.host);
    response.setHeader('x-seen', 'yes').end(`${request.method} ${request.url} ${body}`);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { address: `http://127.0.0.1:${port}/base`, got, hosts, server };
}

async function textOf(message: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of message.setEncoding('utf8')) text += chunk;
  return text;
}

async function aFront(options: Partial<FrontOptions> = {}, action?: FrontAction) {
  const system = await aSystem();
  const plan = action === undefined ? {} : { plan: () => action };
  const front = await startFront({ upstream: system.address, ...plan, ...options });
  closing.push(() => front.close());
  const url = front.through(`${system.address}/row?a=b`);
  const send = (body = 'x', signal?: AbortSignal) =>
    fetch(url, { method: 'POST', body, signal: signal ?? null });
  return { ...system, front, url, send };
}

async function untilTrue(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}

function untilPending(front: Front, count: number): Promise<void> {
  return untilTrue(() => front.pending === count);
}

describe('a front', () => {
  it('lets requests through as they are, and answers as they come', async () => {
    const { send, hosts, front } = await aFront();
    const response = await send('hello');
    expect(response.headers.get('x-seen')).toBe('yes');
    expect(await response.text()).toBe('POST /base/row?a=b hello');
    expect(hosts).toEqual([new URL(front.origin).host]);
  });

  it('answers itself, and the system never knows', async () => {
    const answer = { status: 404, headers: { 'content-type': 'text/html' }, body: '<p>Gone fishing</p>' };
    const { send, got } = await aFront({}, { kind: 'answer', answer });
    const response = await send();
    expect([response.status, response.headers.get('content-type')]).toEqual([404, 'text/html']);
    expect(await response.text()).toBe(answer.body);
    expect(got).toEqual([]);
  });

  it('answers something else than the system that did it', async () => {
    const { send, got } = await aFront({}, { kind: 'replace', answer: { status: 204 } });
    expect((await send('done')).status).toBe(204);
    expect(got).toEqual(['done']);
  });

  it.each([
    ['before-request', []],
    ['after-request', ['x']],
  ] as const)('cuts %s', async (when, expected) => {
    const { send, got } = await aFront({}, { kind: 'cut', when });
    await expect(send()).rejects.toThrow('fetch failed');
    expect(got).toEqual(expected);
  });

  it('cuts within the answer', async () => {
    const { send, got } = await aFront({}, { kind: 'cut', when: 'within-answer' });
    const response = await send('a longer body');
    expect(response.headers.get('x-seen')).toBe('yes');
    await expect(response.text()).rejects.toThrow('terminated');
    expect(got).toEqual(['a longer body']);
  });

  it('cuts within the head of an answer without a body', async () => {
    const { send, server } = await aFront({}, { kind: 'cut', when: 'within-answer' });
    server.removeAllListeners('request');
    server.on('request', (_, response) => response.writeHead(204).end());
    await expect(send()).rejects.toThrow('fetch failed');
  });

  it('delays by its clock', async () => {
    const clock = createManualClock();
    const { send, got } = await aFront({ clock }, { kind: 'delay', milliseconds: 60_000 });
    const sent = send();
    await untilTrue(() => clock.sleepers === 1);
    expect(got).toEqual([]);
    await clock.advance(60_000);
    expect((await sent).status).toBe(200);
  });

  it('holds until it is let go, and then does what the plan says', async () => {
    const gate = Promise.withResolvers<void>();
    const { send, got, front } = await aFront(
      {},
      { kind: 'hold', until: gate.promise, next: { kind: 'answer', answer: { status: 503 } } },
    );
    const sent = send();
    await untilPending(front, 1);
    gate.resolve();
    expect((await sent).status).toBe(503);
    expect(got).toEqual([]);
  });

  it('lets a request through after the client gave up, and not before', async () => {
    const gate = Promise.withResolvers<void>();
    const { send, got, front } = await aFront({}, { kind: 'late', after: gate.promise });
    const giveUp = new AbortController();
    const sent = send('late', giveUp.signal);
    await untilPending(front, 1);
    giveUp.abort();
    await expect(sent).rejects.toThrow('abort');
    expect(got).toEqual([]);
    gate.resolve();
    await front.idle();
    expect(got).toEqual(['late']);
  });

  it('lets a request through after the client got another answer', async () => {
    const gate = Promise.withResolvers<void>();
    const answer = { status: 504 };
    const { send, got, front } = await aFront({}, { kind: 'late', answer, after: gate.promise });
    expect((await send('late')).status).toBe(504);
    expect([got, front.pending]).toEqual([[], 1]);
    gate.resolve();
    await front.idle();
    expect(got).toEqual(['late']);
  });

  it('changes its plan while it runs, and says what it did', async () => {
    const seen: string[] = [];
    const { send, front } = await aFront({
      onRequest: ({ number, method, path }, { kind }) => seen.push(`${number} ${method} ${path} ${kind}`),
    });
    expect((await send()).status).toBe(200);
    front.follow(() => ({ kind: 'answer', answer: { status: 410 } }));
    expect((await send()).status).toBe(410);
    expect(seen).toEqual(['1 POST /base/row pass', '2 POST /base/row answer']);
  });

  it('forgets what it holds when it is closed', async () => {
    const never = new Promise(() => {});
    const { send, got, front } = await aFront({}, { kind: 'late', answer: { status: 200 }, after: never });
    expect((await send()).status).toBe(200);
    await front.close();
    expect([got, front.pending]).toEqual([[], 0]);
  });

  it('takes no more and no larger requests than it may', async () => {
    const never = new Promise(() => {});
    const { send, front } = await aFront({ maxRequests: 1, maxBodyBytes: 3 });
    expect((await send('1234')).status).toBe(413);
    front.follow(() => ({ kind: 'hold', until: never }));
    void send().catch(() => {});
    await untilPending(front, 1);
    expect((await send()).status).toBe(503);
  });

  it('breaks the connection when nobody is behind it', async () => {
    const { send, server } = await aFront();
    server.close();
    server.closeAllConnections();
    await expect(send()).rejects.toThrow('fetch failed');
  });
});
