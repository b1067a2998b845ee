import { describe, expect, it } from '@jest/globals';
import type { AttemptEvent, PauseEvent, RetryEvent } from './client-hooks.ts';
import { aClient, cut, empty, refusal, scriptedApi } from './testing/scripted-api.ts';

const api = scriptedApi();
const PATH = '/contact/anonymize/:id';

describe('the hooks', () => {
  it('tell every try, every wait and every pause, in order', async () => {
    api.on(
      'put',
      PATH,
      cut,
      empty(503),
      empty(429, { 'retry-after': '0' }),
      refusal(404, 'CONTACT_NOT_FOUND'),
    );
    const attempts: AttemptEvent[] = [];
    const retries: RetryEvent[] = [];
    const pauses: PauseEvent[] = [];
    const hooks = {
      onAttempt: (event: AttemptEvent) => void attempts.push(event),
      onRetry: (event: RetryEvent) => void retries.push(event),
      onPause: (event: PauseEvent) => void pauses.push(event),
    };
    await aClient({ hooks, random: () => 0 }).contacts.anonymize('id-1');
    const endpoint = 'PUT /contact/anonymize/{externalId}';
    expect(attempts).toMatchObject([
      { endpoint, attempt: 1, status: undefined, failure: 'unavailable', code: expect.any(String) },
      { endpoint, attempt: 2, status: 503, failure: 'unavailable', code: undefined },
      { endpoint, attempt: 3, status: 429, failure: 'unavailable' },
      { endpoint, attempt: 4, status: 404, failure: undefined, errorType: 'CONTACT_NOT_FOUND' },
    ]);
    for (const { durationMs } of attempts) expect(durationMs).toBeGreaterThan(0);
    expect(retries.map(({ attempt, status, delayMs }) => [attempt, status, delayMs])).toEqual([
      [1, undefined, 1],
      [2, 503, 1],
      [3, 429, 2],
    ]);
    expect(pauses).toEqual([{ endpoint, delayMs: 0 }]);
  });

  it('tell of a refusal what kind it is', async () => {
    api.on('put', PATH, refusal(400, 'INVALID_PROPERTY'));
    const attempts: AttemptEvent[] = [];
    const client = aClient({ hooks: { onAttempt: (event) => void attempts.push(event) } });
    await expect(client.contacts.anonymize('id-1')).rejects.toThrow();
    expect(attempts).toMatchObject([{ status: 400, failure: 'rejected', errorType: 'INVALID_PROPERTY' }]);
  });

  it('are silent about a call that sends nothing', async () => {
    const attempts: AttemptEvent[] = [];
    const client = aClient({ hooks: { onAttempt: (event) => void attempts.push(event) } });
    await expect(client.contacts.anonymize('..')).rejects.toMatchObject({ kind: 'rejected' });
    expect(attempts).toEqual([]);
  });

  it('cannot fail a call', async () => {
    api.on('put', PATH, empty(429), empty(410));
    const fail = (): never => {
      throw new Error('broken logger');
    };
    const client = aClient({ hooks: { onAttempt: fail, onRetry: fail, onPause: fail } });
    await expect(client.contacts.anonymize('id-1')).resolves.toMatchObject({ outcome: 'anonymized' });
  });
});
