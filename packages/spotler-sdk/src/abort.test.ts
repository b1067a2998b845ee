import { describe, expect, it } from '@jest/globals';
import { aClient, collect, empty, json, scriptedApi, silence } from './testing/scripted-api.ts';

const api = scriptedApi();
const REASON = new Error('shutting down');
const PATH = '/contact/:id';

/** Calls, aborts as soon as `ready` holds, and gives what the call rejected with. */
async function abortWhen(
  ready: () => boolean,
  call: (signal: AbortSignal) => Promise<unknown>,
): Promise<unknown> {
  const controller = new AbortController();
  const result = call(controller.signal).catch((error: unknown) => error);
  while (!ready()) await new Promise((resolve) => setTimeout(resolve, 1));
  controller.abort(REASON);
  return result;
}

describe('an AbortSignal', () => {
  it('ends a call that waits for an answer', async () => {
    const calls = api.on('get', PATH, silence);
    const client = aClient();
    expect(
      await abortWhen(
        () => calls.length > 0,
        (signal) => client.contacts.get('id-1', { signal }),
      ),
    ).toBe(REASON);
  });

  it('ends a call that waits for its next try', async () => {
    let waiting = false;
    const calls = api.on('get', PATH, empty(503, { 'retry-after': '30' }));
    const client = aClient({
      hooks: {
        onRetry: () => {
          waiting = true;
        },
      },
    });
    expect(
      await abortWhen(
        () => waiting,
        (signal) => client.contacts.get('id-1', { signal }),
      ),
    ).toBe(REASON);
    expect(calls).toHaveLength(1);
  });

  it('ends a call that waits for a slot, at once, and it sends nothing later', async () => {
    const calls = api.on('get', PATH, silence);
    const client = aClient({ concurrency: 1, timeouts: { totalMs: 300 } });
    let isBlocked = true;
    const blocking = client.contacts.get('id-1').catch(() => {
      isBlocked = false;
    });
    const get = (signal: AbortSignal): Promise<unknown> => client.contacts.get('id-2', { signal });
    expect(await abortWhen(() => calls.length > 0, get)).toBe(REASON);
    expect(isBlocked).toBe(true);
    await blocking;
    expect(calls).toHaveLength(1);
  });

  it('ends a call that waits for the end of a pause', async () => {
    let paused = false;
    api.on('get', '/contact/limited', empty(429, { 'retry-after': '30' }));
    const others = api.on('get', '/contact/other', json({ externalId: 'other' }));
    const client = aClient({
      hooks: {
        onPause: () => {
          paused = true;
        },
      },
    });
    const both = await abortWhen(
      () => paused,
      (signal) =>
        Promise.allSettled([
          client.contacts.get('limited', { signal }),
          client.contacts.get('other', { signal }),
        ]),
    );
    expect(both).toMatchObject([{ reason: REASON }, expect.anything()]);
    const later = await abortWhen(
      () => true,
      (signal) => client.contacts.get('other', { signal }),
    );
    expect(later).toBe(REASON);
    expect(others.length).toBeLessThanOrEqual(1);
  });

  it('that is aborted already sends nothing', async () => {
    const calls = api.on('get', PATH, empty(500));
    const signal = AbortSignal.abort(REASON);
    const { contacts, properties } = aClient();
    const range = { from: new Date(0), to: new Date() };
    const attempts = [
      contacts.get('id-1', { signal }),
      contacts.verify('id-1', { signal }),
      contacts.anonymize('id-1', { signal }),
      contacts.upsert({ externalId: 'id-1', properties: {} }, { signal }),
      contacts.update({ externalId: 'id-1', properties: {} }, { signal }),
      contacts.upsertOptedOut({ externalId: 'id-1', properties: {} }, { signal }),
      contacts.optOut('id-1', { signal }),
      contacts.upsertBatch([{ externalId: 'id-1', properties: {} }], { signal }),
      properties.list({ signal }),
      contacts.updateOrCreate({ externalId: 'id-1', properties: {} }, { signal }),
      contacts.createBatch([{ externalId: 'id-1', properties: {} }], { signal }),
      contacts.updatesPage(range, { signal }),
      collect(contacts.updates(range, { signal })),
    ];
    for (const attempt of attempts) await expect(attempt).rejects.toBe(REASON);
    expect(calls).toHaveLength(0);
  });

  it('that is never aborted keeps no listener after the call', async () => {
    api.on('get', PATH, json({ externalId: 'id-1' }));
    const { signal } = new AbortController();
    let listeners = 0;
    const add = signal.addEventListener.bind(signal);
    const remove = signal.removeEventListener.bind(signal);
    signal.addEventListener = (...parameters: Parameters<typeof add>) => {
      listeners++;
      add(...parameters);
    };
    signal.removeEventListener = (...parameters: Parameters<typeof remove>) => {
      listeners--;
      remove(...parameters);
    };
    await aClient().contacts.get('id-1', { signal });
    expect(listeners).toBe(0);
  });
});
