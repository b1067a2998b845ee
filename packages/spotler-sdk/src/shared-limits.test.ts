import { describe, expect, it } from '@jest/globals';
import { aJumpingClock } from './testing/jumping-clock.ts';
import { aClient, empty, json, type Script, scriptedApi } from './testing/scripted-api.ts';

const api = scriptedApi();
/** Answers with the contact that is asked for. */
function contact(request: Request): Response | Promise<Response> {
  return json({ externalId: new URL(request.url).pathname.split('/').at(-1), properties: {} })(request);
}

describe('a 429', () => {
  it('holds back the other calls of the client too', async () => {
    const limited = api.on('get', '/contact/limited', empty(429, { 'retry-after': '1' }), contact);
    const others = api.on('get', '/contact/other', contact);
    const clock = aJumpingClock();
    const { promise: pause, resolve: paused } = Promise.withResolvers<void>();
    const client = aClient({ clock, hooks: { onPause: () => paused() } });
    const first = client.contacts.get('limited');
    await pause;
    const second = client.contacts.get('other');
    // Another client is not held back.
    await aClient({ clock: { ...clock, sleep: () => Promise.reject(new Error('waited')) } }).contacts.get(
      'other',
    );
    await Promise.all([first, second]);
    expect(clock.sleeps).toEqual([1000, 1000]);
    expect([limited.length, others.length]).toEqual([2, 2]);
  });

  it('without Retry-After pauses for the back-off', async () => {
    const pauses: number[] = [];
    api.on('get', '/contact/:id', empty(429), contact);
    await aClient({ hooks: { onPause: ({ delayMs }) => pauses.push(delayMs) } }).contacts.get('id-1');
    expect(pauses).toEqual([1]);
  });

  it('fails the calls for which the pause is too long at once, with what is left of it', async () => {
    const calls = api.on('get', '/contact/:id', empty(429, { 'retry-after': '500' }), contact);
    const client = aClient();
    await expect(client.contacts.get('id-1')).rejects.toMatchObject({ status: 429 });
    await expect(client.contacts.get('id-2')).rejects.toMatchObject({
      kind: 'unavailable',
      retryAfterMs: expect.any(Number),
    });
    expect(calls).toHaveLength(1);
  });

  it('that asks for days pauses the client for ten minutes, and tells the caller what it asked for', async () => {
    const pauses: number[] = [];
    api.on('get', '/contact/:id', empty(429, { 'retry-after': '864000' }));
    const client = aClient({ hooks: { onPause: ({ delayMs }) => pauses.push(delayMs) } });
    await expect(client.contacts.get('id-1')).rejects.toMatchObject({ retryAfterMs: 864_000_000 });
    expect(pauses).toEqual([600_000]);
  });

  it('pauses the client on 503 only when it names a time', async () => {
    const pauses: number[] = [];
    api.on('get', '/contact/:id', empty(503), empty(503, { 'retry-after': '0' }), contact);
    await aClient({ hooks: { onPause: ({ delayMs }) => pauses.push(delayMs) } }).contacts.get('id-1');
    expect(pauses).toEqual([0]);
  });
});

describe('the concurrency', () => {
  /** Holds requests until as many as expected have met, so that a slow machine can't keep them apart. */
  async function maxAtOnce(expected: number, concurrency?: number): Promise<number> {
    let running = 0;
    let most = 0;
    const slow: Script = async (request) => {
      running++;
      most = Math.max(most, running);
      do await new Promise((resolve) => setTimeout(resolve, 5));
      while (most < expected);
      running--;
      return contact(request);
    };
    api.on('get', '/contact/:id', slow);
    const client = aClient(concurrency === undefined ? {} : { concurrency });
    await Promise.all(Array.from({ length: 20 }, (_, id) => client.contacts.get(`id-${id}`)));
    return most;
  }

  it.each([1, 3])('keeps at most %d requests under way', async (concurrency) => {
    expect(await maxAtOnce(concurrency, concurrency)).toBe(concurrency);
  });

  it('is eight by default', async () => {
    expect(await maxAtOnce(8)).toBe(8);
  });
});

describe('a closed client', () => {
  it('sends nothing any more', async () => {
    const calls = api.on('get', '/contact/:id', contact);
    const client = aClient();
    client.close();
    await expect(client.contacts.get('id-1')).rejects.toMatchObject({
      kind: 'unavailable',
      code: 'ERR_CLIENT_CLOSED',
    });
    expect(calls).toHaveLength(0);
  });
});
