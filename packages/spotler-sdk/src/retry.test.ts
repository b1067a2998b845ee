import { describe, expect, it } from '@jest/globals';
import type { RetryEvent } from './client-hooks.ts';
import { SpotlerError } from './spotler-error.ts';
import { aJumpingClock } from './testing/jumping-clock.ts';
import { aClient, cut, empty, json, refusal, scriptedApi, silence, text } from './testing/scripted-api.ts';

const api = scriptedApi();
const CONTACT = json({ externalId: 'id-1', properties: {} });
const quick = { minDelayMs: 1, maxDelayMs: 4 };

describe('a failed request', () => {
  it.each([
    ['429', empty(429)],
    ['500', empty(500)],
    ['502 as HTML', text('<html>Bad gateway</html>', 502)],
    ['503', empty(503)],
    ['408', empty(408)],
    ['a backend exception', refusal(400, 'BACKEND_EXCEPTION')],
    ['a cut connection', cut],
  ])('is repeated after %s until it succeeds', async (_, failure) => {
    const calls = api.on('get', '/contact/:id', failure, failure, CONTACT);
    await expect(aClient().contacts.get('id-1')).resolves.toMatchObject({ externalId: 'id-1' });
    expect(calls).toHaveLength(3);
  });

  it.each([
    ['400', empty(400)],
    ['401', empty(401)],
    ['403', empty(403)],
    ['404 of a path', refusal(404, 'RESOURCE_NOT_FOUND')],
    ['a refused property behind a 500', refusal(500, 'INVALID_PROPERTY')],
    ['a redirect', empty(302)],
    ['an unreadable success', text('<html>', 200)],
  ])('is not repeated after %s', async (_, failure) => {
    const calls = api.on('get', '/contact/:id', failure);
    await expect(aClient().contacts.get('id-1')).rejects.toBeInstanceOf(SpotlerError);
    expect(calls).toHaveLength(1);
  });

  it('is given up after the configured number of tries, with the last error', async () => {
    const calls = api.on('get', '/contact/:id', empty(500), empty(500), empty(502));
    const client = aClient({ retry: { ...quick, attempts: 3 } });
    await expect(client.contacts.get('id-1')).rejects.toMatchObject({ kind: 'unavailable', status: 502 });
    expect(calls).toHaveLength(3);
  });

  it('is tried four times by default', async () => {
    const calls = api.on('get', '/contact/:id', empty(500));
    await expect(aClient().contacts.get('id-1')).rejects.toMatchObject({ status: 500 });
    expect(calls).toHaveLength(4);
  });

  it('is signed anew for every try', async () => {
    const calls = api.on('get', '/contact/:id', empty(500), empty(500), CONTACT);
    const client = aClient({ retry: { minDelayMs: 2000 }, clock: aJumpingClock(1_700_000_000_000) });
    await client.contacts.get('id-1');
    function valuesOf(name: string): Set<string | undefined> {
      const value = new RegExp(`${name}="([^"]+)"`);
      return new Set(calls.map(({ headers }) => value.exec(headers.get('authorization') ?? '')?.[1]));
    }
    expect(valuesOf('oauth_nonce').size).toBe(3);
    expect(valuesOf('oauth_timestamp').size).toBe(3);
    expect(valuesOf('oauth_signature').size).toBe(3);
  });

  it('sends the same body every time', async () => {
    const calls = api.on('post', '/contact', cut, empty(500), empty(204));
    await aClient().contacts.upsert({ externalId: 'id-1', properties: { firstName: 'Zoë' } });
    expect(new Set(calls.map((call) => call.text)).size).toBe(1);
    expect(JSON.parse(calls[0]?.text ?? '')).toEqual({
      update: true,
      purge: false,
      contact: { externalId: 'id-1', properties: { firstName: 'Zoë' } },
    });
  });

  it.each([
    ['in seconds', '1', 0],
    ['as a date', 'Thu, 01 Jan 2026 00:00:01 GMT', Date.UTC(2026, 0, 1)],
  ])('waits as long as Retry-After says %s', async (_, header, start) => {
    const waits: RetryEvent[] = [];
    const clock = aJumpingClock(start);
    api.on('get', '/contact/:id', empty(503, { 'retry-after': header }), CONTACT);
    await aClient({ clock, hooks: { onRetry: (event) => waits.push(event) } }).contacts.get('id-1');
    expect(waits).toMatchObject([{ delayMs: 1000, attempt: 1, status: 503 }]);
    expect(clock.sleeps).toEqual([1000]);
  });
});

describe('the total time', () => {
  it('ends a call whose answer never comes', async () => {
    api.on('get', '/contact/:id', silence);
    const client = aClient({ timeouts: { totalMs: 40 } });
    await expect(client.contacts.get('id-1')).rejects.toMatchObject({
      kind: 'unavailable',
      code: 'ETIMEDOUT',
    });
  });

  it('bounds all tries together', async () => {
    const calls = api.on('get', '/contact/:id', silence);
    const client = aClient({
      timeouts: { attemptMs: 30, totalMs: 100 },
      retry: { ...quick, attempts: 1000 },
    });
    await expect(client.contacts.get('id-1')).rejects.toMatchObject({
      kind: 'unavailable',
      code: 'ETIMEDOUT',
    });
    expect(calls.length).toBeLessThanOrEqual(4);
  });

  it('gives up at once when Spotler asks for a longer wait, and passes the wish on', async () => {
    const calls = api.on('get', '/contact/:id', empty(429, { 'retry-after': '3600' }));
    await expect(aClient().contacts.get('id-1')).rejects.toMatchObject({
      kind: 'unavailable',
      status: 429,
      retryAfterMs: 3_600_000,
    });
    expect(calls).toHaveLength(1);
  });

  it('covers the time spent waiting for a slot', async () => {
    api.on('get', '/contact/:id', silence);
    const client = aClient({ concurrency: 1, timeouts: { totalMs: 40 } });
    const results = await Promise.allSettled(['a', 'b', 'c'].map((id) => client.contacts.get(id)));
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
  });
});
