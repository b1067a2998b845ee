import { describe, expect, it, jest } from '@jest/globals';
import { tokenSource } from './authentication.ts';
import { aClock } from './testing/a-clock.ts';

const REMOTE = new URL('https://contoso.crm4.dynamics.com');
const HOUR = 3_600_000;

function aCredential(clock = aClock()) {
  let count = 0;
  const getToken = jest.fn(async (_scope: string | string[]) => {
    count += 1;
    return { token: `token-${count}`, expiresOnTimestamp: clock.now() + HOUR };
  });
  return { kind: 'credential', credential: { getToken } } as const;
}

function failingWith(error: Error) {
  return { kind: 'credential', credential: { getToken: () => Promise.reject(error) } } as const;
}

describe('no authentication', () => {
  it.each([
    'http://127.0.0.1:8081',
    'http://localhost:8081',
    'http://[::1]:8081',
    'http://dataverse.test:8081',
  ])('needs no token for %s', (url) => {
    expect(tokenSource(new URL(url), { kind: 'none' }, aClock())).toBeNull();
  });

  it.each([
    'https://contoso.crm4.dynamics.com',
    'http://localhost.example.org',
    'http://127.0.0.1.example.org',
    'http://10.0.0.1',
    'http://dataverse.test.example.org',
  ])('is refused for %s', (url) => {
    expect(() => tokenSource(new URL(url), { kind: 'none' }, aClock())).toThrow(
      'No authentication is for localhost and names in .test only',
    );
  });
});

describe('tokens', () => {
  it("are asked for the organization's own scope and kept until shortly before they expire", async () => {
    const clock = aClock();
    const authentication = aCredential(clock);
    const tokens = tokenSource(new URL(`${REMOTE}/path?query`), authentication, clock);
    expect(await Promise.all([tokens?.get(), tokens?.get()])).toEqual(['token-1', 'token-1']);
    expect(authentication.credential.getToken).toHaveBeenCalledWith(
      'https://contoso.crm4.dynamics.com/.default',
    );
    clock.advance(HOUR - 120_001);
    expect(await tokens?.get()).toBe('token-1');
    clock.advance(2);
    expect(await tokens?.get()).toBe('token-2');
  });

  it('are asked for again when a credential does not answer within a minute', async () => {
    const clock = aClock();
    const answering = aCredential(clock);
    let hangs = true;
    const getToken = () => (hangs ? new Promise<never>(() => {}) : answering.credential.getToken(''));
    const tokens = tokenSource(REMOTE, { kind: 'credential', credential: { getToken } }, clock);
    void tokens?.get();
    hangs = false;
    clock.advance(60_000);
    expect(await tokens?.get()).toBe('token-1');
  });

  it('are asked for again after one was refused', async () => {
    const tokens = tokenSource(REMOTE, aCredential(), aClock());
    await tokens?.get();
    tokens?.forget();
    expect(await tokens?.get()).toBe('token-2');
  });

  it('are never sent unencrypted', () => {
    expect(() => tokenSource(new URL('http://contoso.example.org'), aCredential(), aClock())).toThrow(
      'over https',
    );
  });

  it.each([
    ['authentication', new Error('AADSTS7000215: Invalid client secret canary')],
    ['authentication', Object.assign(new Error('canary'), { statusCode: 401 })],
    ['unavailable', Object.assign(new Error('canary'), { statusCode: 503 })],
    ['unavailable', Object.assign(new Error('canary'), { code: 'ENOTFOUND' })],
  ])('that can not be had are %s', async (kind, error) => {
    const failure = await tokenSource(REMOTE, failingWith(error), aClock())
      ?.get()
      .catch((thrown: unknown) => thrown);
    expect(failure).toMatchObject({ name: 'DataverseError', kind });
    expect(String(failure)).not.toContain('canary');
  });

  it('that failed once are asked for again', async () => {
    const getToken = jest.fn<() => Promise<{ token: string; expiresOnTimestamp: number }>>();
    getToken
      .mockRejectedValueOnce(new Error('away'))
      .mockResolvedValue({ token: 'good', expiresOnTimestamp: HOUR });
    const tokens = tokenSource(REMOTE, { kind: 'credential', credential: { getToken } }, aClock());
    await expect(tokens?.get()).rejects.toThrow();
    expect(await tokens?.get()).toBe('good');
  });
});
