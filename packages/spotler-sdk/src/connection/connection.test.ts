import { describe, expect, it } from '@jest/globals';
import type { HttpAnswer } from '../answers/classify-answer.ts';
import type { PauseEvent, RetryEvent } from '../client-hooks.ts';
import { resolveOptions } from '../client-options.ts';
import type { ApiRequest } from '../requests/build-request.ts';
import { SpotlerError } from '../spotler-error.ts';
import { aJumpingClock } from '../testing/jumping-clock.ts';
import { BASE_URL } from '../testing/scripted-api.ts';
import type { CallScope } from './call-scope.ts';
import { createConnection } from './connection.ts';

const READ: ApiRequest = { endpoint: 'GET /contact/{externalId}', externalId: 'id-1' };
const WRITE: ApiRequest = { endpoint: 'POST /contact', json: {} };
const TOTAL_MS = 10_000;

type Scripted = Partial<HttpAnswer> & { readonly takesMs?: number };

/** A connection whose requests are answered so, the last answer again and again, without a network. */
function aConnection(...answers: readonly Scripted[]) {
  const clock = aJumpingClock();
  const pauses: PauseEvent[] = [];
  const retries: RetryEvent[] = [];
  const seen = { sent: 0, closed: 0 };
  const options = resolveOptions({
    baseUrl: BASE_URL,
    consumerKey: 'key',
    consumerSecret: 'secret',
    retry: { attempts: 4, minDelayMs: 100, maxDelayMs: 350 },
    timeouts: { totalMs: TOTAL_MS },
    random: () => 0,
    hooks: { onPause: (event) => void pauses.push(event), onRetry: (event) => void retries.push(event) },
    clock,
  });
  const connection = createConnection(options, {
    async send() {
      const { takesMs = 0, ...answer } = answers[Math.min(seen.sent, answers.length - 1)] ?? {};
      seen.sent += 1;
      clock.advance(takesMs);
      return { status: 204, retryAfter: undefined, body: '', ...answer };
    },
    close() {
      seen.closed += 1;
    },
  });
  function call(before: (scope: CallScope) => void = () => {}, api = READ, signal?: AbortSignal) {
    return connection.runCall(signal, async (scope) => {
      before(scope);
      return connection.request(api, scope);
    });
  }
  return { connection, call, clock, pauses, retries, seen };
}

describe('a request', () => {
  it('is tried as often as it may be, each wait longer than the one before, up to the longest', async () => {
    const { call, clock, retries, seen } = aConnection({ status: 500 });
    await expect(call()).rejects.toMatchObject({ kind: 'unavailable', status: 500 });
    expect([seen.sent, clock.sleeps]).toEqual([4, [50, 100, 175]]);
    const { endpoint } = READ;
    expect(retries).toEqual([
      { endpoint, attempt: 1, delayMs: 50, status: 500, code: undefined },
      { endpoint, attempt: 2, delayMs: 100, status: 500, code: undefined },
      { endpoint, attempt: 3, delayMs: 175, status: 500, code: undefined },
    ]);
  });

  it('is not sent when its time is over', async () => {
    const { call, clock, seen } = aConnection({});
    const late = call(() => clock.advance(TOTAL_MS));
    await expect(late).rejects.toMatchObject({
      kind: 'unavailable',
      code: 'ETIMEDOUT',
      endpoint: READ.endpoint,
    });
    expect(seen.sent).toBe(0);
    await expect(call(() => clock.advance(TOTAL_MS - 1))).resolves.toMatchObject({ status: 204 });
  });

  it('is not sent when its caller has given up, who is told the reason', async () => {
    const { call, seen } = aConnection({});
    const reason = new Error('enough');
    await expect(call(undefined, READ, AbortSignal.abort(reason))).rejects.toBe(reason);
    expect(seen.sent).toBe(0);
  });

  it('is not sent, nor tried again, once the connection is closed', async () => {
    const { connection, call, retries, seen } = aConnection({});
    connection.close();
    await expect(call()).rejects.toMatchObject({ code: 'ERR_CLIENT_CLOSED', endpoint: READ.endpoint });
    expect([seen, retries]).toEqual([{ sent: 0, closed: 1 }, []]);
  });
});

describe('a call', () => {
  it('keeps every fact of its error when a write of it is in doubt', async () => {
    const { call } = aConnection({ status: 503 }, { status: 400, body: '{"errorType":"INVALID_STATE"}' });
    const error: unknown = await call(undefined, WRITE).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(SpotlerError);
    expect(error).toMatchObject({
      kind: 'rejected',
      endpoint: WRITE.endpoint,
      status: 400,
      errorType: 'INVALID_STATE',
      ambiguous: true,
    });
  });

  it('passes on as it is what is no error of Spotler, in doubt or not', async () => {
    const { connection } = aConnection({});
    const bug = new TypeError('ours');
    const call = connection.runCall(undefined, async (scope) => {
      scope.markAmbiguous();
      throw bug;
    });
    await expect(call).rejects.toBe(bug);
  });

  it('passes on as it is an error of Spotler when nothing is in doubt', async () => {
    const { connection } = aConnection({});
    const error = new SpotlerError({ kind: 'rejected', endpoint: READ.endpoint });
    await expect(connection.runCall(undefined, () => Promise.reject(error))).rejects.toBe(error);
    expect(error.ambiguous).toBe(false);
  });
});

describe('the pause of a connection', () => {
  it.each([
    ['429 with a time', { status: 429, retryAfter: '1' }, [1_000]],
    ['503 with a time', { status: 503, retryAfter: '1' }, [1_000]],
    ['503 with the time zero', { status: 503, retryAfter: '0' }, [0]],
    ['503 without a time', { status: 503 }, []],
    ['500 with a time', { status: 500, retryAfter: '1' }, []],
  ])('begins after %s', async (_, answer, expected) => {
    const { call, pauses } = aConnection(answer, {});
    await call();
    expect(pauses).toEqual(expected.map((delayMs) => ({ endpoint: READ.endpoint, delayMs })));
  });

  it('is the back-off where 429 names no time: longer after each try, up to the longest', async () => {
    const { call, pauses } = aConnection({ status: 429 });
    await expect(call()).rejects.toMatchObject({ status: 429 });
    expect(pauses.map(({ delayMs }) => delayMs)).toEqual([100, 200, 350, 350]);
  });

  it('is not begun by a bug', async () => {
    const { connection, pauses } = aConnection({});
    await expect(
      connection.runCall(undefined, (scope) =>
        connection.request({ endpoint: 'PUT /contact/{externalId}', externalId: '.' }, scope),
      ),
    ).rejects.toMatchObject({ kind: 'rejected', property: 'externalId' });
    expect(pauses).toEqual([]);
  });

  it('holds back every other call for what is left of it', async () => {
    const { call, clock, seen } = aConnection({ status: 429, retryAfter: '20' }, {});
    await expect(call()).rejects.toMatchObject({ status: 429, retryAfterMs: 20_000 });
    clock.advance(11_000.5);
    await call();
    expect([clock.sleeps, seen.sent]).toEqual([[9_000], 2]);
  });

  it.each([
    ['longer than', 9_000, 11_000],
    ['as long as', 10_000, 10_000],
    ['hardly shorter than', 10_000.5, 10_000],
  ])('that is %s the time of a call fails it at once, with what is left', async (_, after, left) => {
    const { call, clock, seen } = aConnection({ status: 429, retryAfter: '20' }, {});
    await expect(call()).rejects.toMatchObject({ status: 429 });
    clock.advance(after);
    await expect(call()).rejects.toMatchObject({
      kind: 'unavailable',
      endpoint: READ.endpoint,
      code: 'ERR_PAUSED',
      retryAfterMs: left,
    });
    expect([clock.sleeps, seen.sent]).toEqual([[], 1]);
  });
});
