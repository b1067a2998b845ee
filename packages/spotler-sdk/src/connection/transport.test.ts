import { getEventListeners } from 'node:events';
import { describe, expect, it } from '@jest/globals';
import got, { RequestError } from 'got';
import { BASE_URL, cut, empty, json, scriptedApi } from '../testing/scripted-api.ts';
import { ConnectionFailure } from './connection-failure.ts';
import { createTransport, type HttpRequest } from './transport.ts';

const api = scriptedApi();

function aRequest(overrides: Partial<HttpRequest> = {}): HttpRequest {
  return {
    method: 'GET',
    url: new URL(`${BASE_URL}/contact/id-1`),
    authorization: 'OAuth a="b"',
    body: undefined,
    timeoutMs: 5_000,
    maxBytes: 100_000,
    signal: undefined,
    ...overrides,
  };
}

function send(overrides?: Partial<HttpRequest>) {
  return createTransport({ keepAlive: false, maxSockets: 1 }).send(aRequest(overrides));
}

describe('the transport', () => {
  it('sends the signature, and asks for JSON that is fresh', async () => {
    const [call] = await received(() => send());
    expect(Object.fromEntries(call?.headers ?? [])).toMatchObject({
      accept: 'application/json',
      'accept-encoding': 'gzip',
      'cache-control': 'no-cache',
      authorization: 'OAuth a="b"',
      'user-agent': 'spotler-sdk',
    });
  });

  it('calls a body JSON, and sends no type without one', async () => {
    const [plain] = await received(() => send());
    expect(plain?.headers.has('content-type')).toBe(false);
    const [written] = await received(() => send({ method: 'PUT', body: '{}' }));
    expect([written?.headers.get('content-type'), written?.text]).toEqual(['application/json', '{}']);
  });

  it('gives status, Retry-After and body of the answer', async () => {
    api.on('get', '/contact/:id', json({ a: 1 }, 503, { 'retry-after': '7' }));
    expect(await send()).toEqual({ status: 503, retryAfter: '7', body: '{"a":1}' });
  });

  it('reduces a failure of the network to a code', async () => {
    api.on('get', '/contact/:id', cut);
    await expect(send()).rejects.toBeInstanceOf(ConnectionFailure);
  });

  it('sends a request once, whatever comes of it, and follows no redirect', async () => {
    const calls = api.on('put', '/contact/:id', empty(302, { location: `${BASE_URL}/contact/id-2` }), cut);
    expect(await send({ method: 'PUT' })).toMatchObject({ status: 302 });
    await expect(send({ method: 'PUT' })).rejects.toBeInstanceOf(ConnectionFailure);
    expect(calls).toHaveLength(2);
  });

  it.each([
    ['ERR_INVALID_ENCODING', 'zstd'],
    ['Z_DATA_ERROR', 'gzip'],
  ])(
    'reduces a body that is packed wrongly to %s, and takes the request for sent',
    async (code, encoding) => {
      api.on('get', '/contact/:id', json({}, 200, { 'content-encoding': encoding }));
      const failure = send();
      await expect(failure).rejects.toBeInstanceOf(ConnectionFailure);
      await expect(failure).rejects.toMatchObject({ code, mayBeSent: true });
    },
  );

  it('takes no listener along on the signal of its caller', async () => {
    const { signal } = new AbortController();
    api.on('get', '/contact/:id', json({ a: 1 }));
    await send({ signal });
    api.on('get', '/contact/:id', empty(404));
    await send({ signal });
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  });

  it('lets a bug of ours surface as what it is', async () => {
    await expect(send({ authorization: 'a\nb' })).rejects.toMatchObject({ name: 'TypeError' });
    await expect(send({ timeoutMs: Number.NaN })).rejects.toMatchObject({ name: 'TypeError' });
  });

  it('would take that bug for an outage without looking behind what got throws', async () => {
    const thrown = got(BASE_URL, { headers: { authorization: 'a\nb' }, retry: { limit: 0 } });
    await expect(thrown).rejects.toBeInstanceOf(RequestError);
    await expect(thrown).rejects.toMatchObject({ code: 'ERR_INVALID_CHAR' });
  });

  async function received(work: () => Promise<unknown>) {
    const calls = [api.on('get', '/contact/:id', empty(204)), api.on('put', '/contact/:id', empty(204))];
    await work();
    return calls.flat();
  }
});
