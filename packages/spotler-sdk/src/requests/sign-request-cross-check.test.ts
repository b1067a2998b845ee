import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import OAuth from 'oauth-1.0a';
import { buildRequest } from './build-request.ts';
import { type SignableRequest, signRequest } from './sign-request.ts';

const DIFFICULT = [
  '@',
  '+',
  '/',
  '%',
  '!',
  '*',
  "'",
  '(',
  ')',
  ' ',
  '&',
  '=',
  '?',
  '#',
  '~',
  '.',
  ':',
  'é',
  '漢',
  '😀',
];

function text(constraints: { minLength: number }): fc.Arbitrary<string> {
  return fc.string({
    ...constraints,
    maxLength: 12,
    unit: fc.oneof(fc.constantFrom(...DIFFICULT), fc.constantFrom('a', 'Z', '0')),
  });
}

/** The independent implementation keeps only the last of repeated values when the first one is empty. */
const query = fc
  .array(fc.tuple(fc.constantFrom('a', 'b', 'B', 'after', 'MPSearchQuery'), text({ minLength: 0 })), {
    maxLength: 5,
  })
  .filter((pairs) =>
    pairs.every(([name, value]) => value !== '' || pairs.filter((pair) => pair[0] === name).length === 1),
  );

const requests = fc.record({
  base: fc.constantFrom(
    'https://restapi.mailplus.nl/integrationservice',
    'http://127.0.0.1:8082/integrationservice-1.1.0',
  ),
  endpoint: fc.constantFrom(
    'PUT /contact/anonymize/{externalId}' as const,
    'GET /contact/{externalId}' as const,
  ),
  externalId: text({ minLength: 1 }).filter((id) => id !== '.' && id !== '..'),
  query,
  key: text({ minLength: 1 }),
  secret: text({ minLength: 1 }),
  nonce: fc.string({ minLength: 1, maxLength: 32, unit: fc.constantFrom('a', 'b', '0', '9') }),
  timestamp: fc.integer({ min: 1_600_000_000, max: 2_000_000_000 }),
});

function independentHeader({
  url,
  method,
  nonce,
  timestamp,
  consumerKey,
  consumerSecret,
}: SignableRequest): string {
  const oauth = new OAuth({
    consumer: { key: consumerKey, secret: consumerSecret },
    signature_method: 'HMAC-SHA1',
    hash_function: (base, key) => createHmac('sha1', key).update(base).digest('base64'),
  });
  oauth.getNonce = () => nonce;
  oauth.getTimeStamp = () => timestamp;
  return oauth.toHeader(oauth.authorize({ url: url.href, method })).Authorization;
}

/** The parameters of a header, without their order, which means nothing. */
function parametersOf(header: string): string[] {
  return header.replace('OAuth ', '').split(', ').sort();
}

describe('signRequest', () => {
  it('agrees with an independent implementation on a thousand requests', () => {
    let withSpecialId = 0;
    fc.assert(
      fc.property(requests, ({ base, endpoint, externalId, query: pairs, key, secret, nonce, timestamp }) => {
        const { method, url } = buildRequest(base, { endpoint, externalId, query: pairs });
        const request = { method, url, nonce, timestamp, consumerKey: key, consumerSecret: secret };
        if (/[^\w]/.test(externalId)) withSpecialId++;
        expect(parametersOf(signRequest(request))).toEqual(parametersOf(independentHeader(request)));
      }),
      { numRuns: 1000 },
    );
    expect(withSpecialId).toBeGreaterThan(500);
  });

  it('disagrees as soon as one byte of the request differs', () => {
    const { method, url } = buildRequest('https://x.example/a', {
      endpoint: 'GET /contact/{externalId}',
      externalId: 'id',
    });
    const request = { method, url, nonce: 'n', timestamp: 1, consumerKey: 'k', consumerSecret: 's' };
    const other = { ...request, url: new URL(`${url.href}?`.replace('/id', '/iD')) };
    expect(parametersOf(signRequest(request))).not.toEqual(parametersOf(independentHeader(other)));
  });

  it('sends the path exactly as it was encoded', () => {
    fc.assert(
      fc.property(
        text({ minLength: 1 }).filter((id) => id !== '.' && id !== '..'),
        (externalId) => {
          const { url } = buildRequest('https://x.example/a', {
            endpoint: 'GET /contact/{externalId}',
            externalId,
          });
          const segment = url.pathname.replace('/a/contact/', '');
          expect(segment).toMatch(/^(?:[A-Za-z0-9._~-]|%[0-9A-F]{2})+$/);
          expect(decodeURIComponent(segment)).toBe(externalId);
        },
      ),
    );
  });
});
