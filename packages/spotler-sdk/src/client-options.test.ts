import { describe, expect, it } from '@jest/globals';
import { resolveOptions } from './client-options.ts';

const required = { baseUrl: 'https://x.example/a', consumerKey: 'k', consumerSecret: 's' };

describe('resolveOptions', () => {
  it('fills in the documented defaults', () => {
    expect(resolveOptions(required)).toMatchObject({
      retry: { attempts: 4, minDelayMs: 250, maxDelayMs: 10_000 },
      attemptMs: 15_000,
      totalMs: 60_000,
      concurrency: 8,
      keepAlive: true,
    });
  });

  it.each([
    ['https://x.example/a/', 'https://x.example/a'],
    ['https://X.example:443/a//', 'https://x.example/a'],
    ['http://127.0.0.1:8082', 'http://127.0.0.1:8082'],
  ])('reads the base URL %s as %s', (baseUrl, expected) => {
    expect(resolveOptions({ ...required, baseUrl }).baseUrl).toBe(expected);
  });

  it.each([
    ['baseUrl', { baseUrl: 'restapi.mailplus.nl' }],
    ['baseUrl', { baseUrl: 'file:///etc' }],
    ['baseUrl', { baseUrl: 'https://x.example/#a' }],
    ['consumerKey', { consumerKey: '' }],
    ['consumerSecret', { consumerSecret: '' }],
    ['retry.attempts', { retry: { attempts: 0 } }],
    ['retry.minDelayMs', { retry: { minDelayMs: -1 } }],
    ['retry.maxDelayMs', { retry: { maxDelayMs: Number.NaN } }],
    ['timeouts.attemptMs', { timeouts: { attemptMs: 0 } }],
    ['timeouts.totalMs', { timeouts: { totalMs: 2 ** 31 } }],
    ['concurrency', { concurrency: 1.5 }],
  ])('names %s when it is wrong', (name, wrong) => {
    expect(() => resolveOptions({ ...required, ...wrong })).toThrow(name);
  });

  it('makes a new nonce of 32 hexadecimal digits every time', () => {
    const { nonce } = resolveOptions(required);
    expect(nonce()).toMatch(/^[0-9a-f]{32}$/);
    expect(nonce()).not.toBe(nonce());
  });
});
