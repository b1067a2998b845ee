import { describe, expect, it } from '@jest/globals';
import { isOwnRequest } from './is-own-request.ts';

const PORT = 8083;
const HOST = `127.0.0.1:${PORT}`;

describe('a request', () => {
  it.each([
    ['a visit', 'GET', { host: HOST }],
    ['a visit by the other name of this machine', 'GET', { host: `localhost:${PORT}` }],
    [
      'a visit by a link',
      'GET',
      { host: HOST, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' },
    ],
    [
      'a command of the page',
      'POST',
      { host: HOST, origin: `http://${HOST}`, 'sec-fetch-site': 'same-origin' },
    ],
  ])('is the page’s own: %s', (_, method, headers) => {
    expect(isOwnRequest({ method, headers }, PORT)).toBe(true);
  });

  it.each([
    ['a name of somebody else’s that leads here', 'GET', { host: `evil.example:${PORT}` }],
    ['no name', 'GET', {}],
    ['a command of another site', 'POST', { host: HOST, origin: 'https://evil.example' }],
    ['a command of another port', 'POST', { host: HOST, origin: 'http://127.0.0.1:8081' }],
    ['a command of nobody', 'POST', { host: HOST }],
    ['a command of a sandboxed frame', 'POST', { host: HOST, origin: 'null' }],
    ['a reading by another site', 'GET', { host: HOST, 'sec-fetch-site': 'cross-site' }],
    ['a stream for another site', 'GET', { host: HOST, origin: 'https://evil.example' }],
  ])('is not: %s', (_, method, headers) => {
    expect(isOwnRequest({ method, headers }, PORT)).toBe(false);
  });
});
