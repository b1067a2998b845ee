import { describe, expect, it } from '@jest/globals';
import type { HttpAnswer } from '../answers/classify-answer.ts';
import type { AttemptEvent } from '../client-hooks.ts';
import { resolveOptions } from '../client-options.ts';
import type { Endpoint } from '../endpoint.ts';
import type { ApiRequest } from '../requests/build-request.ts';
import { aJumpingClock } from '../testing/jumping-clock.ts';
import { BASE_URL } from '../testing/scripted-api.ts';
import { openCallScope } from './call-scope.ts';
import { ConnectionFailure } from './connection-failure.ts';
import { createSingleTry } from './single-try.ts';
import type { HttpRequest } from './transport.ts';

const READ: ApiRequest = { endpoint: 'GET /contact/{externalId}', externalId: 'id-1' };
const WRITE: ApiRequest = { endpoint: 'PUT /contact/{externalId}', externalId: 'id-1', json: { a: 1 } };

/** Makes one try, whose request comes to this after `takesMs`. */
async function tryOnce(
  comes: Partial<HttpAnswer> | Error,
  request: ApiRequest = READ,
  { leftMs = 60_000, attemptMs = 15_000, takesMs = 0 } = {},
) {
  const clock = aJumpingClock(1_700_000_000_999);
  const sent: HttpRequest[] = [];
  const events: AttemptEvent[] = [];
  const options = resolveOptions({
    baseUrl: BASE_URL,
    consumerKey: 'key',
    consumerSecret: 'secret',
    timeouts: { attemptMs },
    nonce: () => 'once',
    hooks: { onAttempt: (event) => void events.push(event) },
    clock,
  });
  const singleTry = createSingleTry(options, {
    async send(http) {
      sent.push(http);
      clock.advance(takesMs);
      if (comes instanceof Error) throw comes;
      return { status: 204, retryAfter: undefined, body: '', ...comes };
    },
    close() {},
  });
  const scope = openCallScope(clock, leftMs, new AbortController().signal);
  const end = await singleTry(request, 3, scope).catch((error: unknown) => error);
  return { end, http: sent[0], events, scope, tries: sent.length };
}

describe('a single try', () => {
  it('is signed with whole seconds, a nonce of its own and the key', async () => {
    const { http } = await tryOnce({});
    expect(http?.authorization).toContain('oauth_timestamp="1700000000"');
    expect(http?.authorization).toContain('oauth_nonce="once"');
    expect(http?.authorization).toContain('oauth_consumer_key="key"');
  });

  it.each([
    [READ, { method: 'GET', body: undefined }],
    [WRITE, { method: 'PUT', body: '{"a":1}' }],
  ])('sends method, address, body and signal: %j', async (request, expected) => {
    const { http, scope } = await tryOnce({}, request);
    expect(http).toMatchObject(expected);
    expect(http?.url.href).toBe(`${BASE_URL}/contact/id-1`);
    expect(http?.signal).toBe(scope.signal);
  });

  it.each([
    [60_000, 1_000],
    [999.2, 1_000],
    [300.2, 301],
    [0, 1],
  ])('has of %d ms that are left at most those of one try: %d', async (leftMs, timeoutMs) => {
    const { http } = await tryOnce({}, READ, { leftMs, attemptMs: 1_000 });
    expect(http?.timeoutMs).toBe(timeoutMs);
  });

  it.each<[Endpoint, number]>([
    ['GET /contact/{externalId}', 4_194_304],
    ['POST /contact/list', 67_108_864],
    ['GET /contact/properties/list', 67_108_864],
  ])('of %s takes at most %d bytes', async (endpoint, maxBytes) => {
    const { http } = await tryOnce({}, { endpoint, externalId: 'id-1' });
    expect(http?.maxBytes).toBe(maxBytes);
  });

  it('tells how long it took and what was answered', async () => {
    const answer = { status: 200, body: '{"externalId":"id-1"}' };
    const { end, events } = await tryOnce(answer, READ, { takesMs: 250 });
    expect(end).toEqual({ kind: 'ok', status: 200, json: { externalId: 'id-1' } });
    expect(events).toEqual([
      { endpoint: READ.endpoint, attempt: 3, durationMs: 250, status: 200, failure: undefined },
    ]);
  });

  it('lets a bug through as it is, and tells of no try', async () => {
    const bug = new TypeError('ours');
    const { end, events, scope } = await tryOnce(bug, WRITE);
    expect(end).toBe(bug);
    expect([events, scope.isAmbiguous()]).toEqual([[], false]);
  });
});

describe('a try without an answer', () => {
  it.each([
    ['HPE_INVALID_CONSTANT', 'protocol'],
    ['Z_DATA_ERROR', 'protocol'],
    ['ERR_INVALID_ENCODING', 'protocol'],
    ['ERR_ANSWER_TOO_LARGE', 'protocol'],
    ['ERR_ANSWER_TOO_LARGE_TO_SAY', 'unavailable'],
    ['NO_HPE_INVALID', 'unavailable'],
    ['ECONNRESET', 'unavailable'],
    ['ERR_NO_ANSWER', 'unavailable'],
  ])('because of %s is a failure of kind %s', async (code, kind) => {
    const { end, events } = await tryOnce(new ConnectionFailure(code, true));
    expect(end).toMatchObject({ kind, code, endpoint: READ.endpoint, status: undefined });
    expect(events).toMatchObject([{ failure: kind, code, status: undefined }]);
  });

  it.each([
    [WRITE, true, true],
    [WRITE, false, false],
    [READ, true, false],
    [READ, false, false],
  ])('of %j, sent perhaps: %s, is ambiguous: %s', async (request, mayBeSent, ambiguous) => {
    const { scope } = await tryOnce(new ConnectionFailure('ECONNRESET', mayBeSent), request);
    expect(scope.isAmbiguous()).toBe(ambiguous);
  });
});

describe('an answer that is no success', () => {
  it.each([
    [{ status: 503 }, true],
    [{ status: 299, body: '<html>' }, true],
    [{ status: 300 }, false],
    [{ status: 429 }, false],
    [{ status: 503, body: '{"errorType":"BACKEND_EXCEPTION","message":"later"}' }, false],
    [{ status: 204 }, false],
  ])('%j leaves a write in doubt: %s, and a read never', async (answer, ambiguous) => {
    expect((await tryOnce(answer, WRITE)).scope.isAmbiguous()).toBe(ambiguous);
    expect((await tryOnce(answer, READ)).scope.isAmbiguous()).toBe(false);
  });

  const message = 'Invalid value for shoeSize';
  const body = JSON.stringify({ errorType: 'INVALID_PROPERTY', message });

  it('names the property that was refused, when it was sent', async () => {
    const refused = { status: 400, body, retryAfter: '5' };
    const { end } = await tryOnce(refused, { ...WRITE, properties: ['email', 'shoeSize'] });
    const expected = { kind: 'rejected', status: 400, errorType: 'INVALID_PROPERTY', property: 'shoeSize' };
    expect(end).toMatchObject({ ...expected, retryAfterMs: undefined });
    expect((await tryOnce(refused, WRITE)).end).toMatchObject({ ...expected, property: undefined });
  });

  it('names no property of a Spotler that is not available, but the time to wait', async () => {
    const later = JSON.stringify({ errorType: 'BACKEND_EXCEPTION', message });
    const { end } = await tryOnce(
      { status: 500, body: later, retryAfter: '5' },
      { ...WRITE, properties: ['shoeSize'] },
    );
    expect(end).toMatchObject({ kind: 'unavailable', property: undefined, retryAfterMs: 5_000 });
  });
});
