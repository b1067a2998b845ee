import { describe, expect, it } from '@jest/globals';
import { signRequest } from './sign-request.ts';

const HOST = 'https://restapi.mailplus.nl';

function signatureOf(method: string, url: string, overrides: object = {}): string | undefined {
  const header = signRequest({
    method,
    url: new URL(url),
    consumerKey: 'ck',
    consumerSecret: 'cs',
    nonce: '0123456789abcdef0123456789abcdef',
    timestamp: 1_700_000_000,
    ...overrides,
  });
  return decodeURIComponent(/oauth_signature="([^"]*)"/.exec(header)?.[1] ?? '');
}

const UPDATES =
  '/integrationservice/contact/updates/list?fromDate=2024-01-01T00%3A00%3A00%2B01%3A00&toDate=2024-01-02T00%3A00%3A00%2B01%3A00&pageSize=1000&after=0';
const SEARCH = '/integrationservice/contact/search?pageSize=1&MPSearchQuery=email%3Djan%40example.com';

describe('signRequest', () => {
  it.each([
    [
      'PUT',
      '/integrationservice-1.1.0/contact/anonymize/jan%2Bx%40example.com',
      'lTxffxxm8HrlgxmyNX/yx0bUo+c=',
    ],
    ['PUT', '/integrationservice/contact/anonymize/a%20b%2Fc', 'Wj09bovhDJ4xF2XSrrS9I7f+I3s='],
    ['GET', UPDATES, 'tpli9mEXm8eQIXlhQVHSCMrz3wk='],
    ['GET', SEARCH, '0eZCLca1pkkdezig0ZcXwGH3J7I='],
  ])('gives the known signature of %s %s', (method, path, signature) => {
    expect(signatureOf(method, HOST + path)).toBe(signature);
  });

  it('gives the known signature of a plain http request with a port', () => {
    const signature = signatureOf('GET', 'http://localhost:3000/api/v1/campaigns?a=1&b=2', {
      consumerKey: 'key',
      consumerSecret: 'secret',
      nonce: 'meMW5KBOXmcs8gZ0C2YplIne0gKAo1Au',
      timestamp: 1_646_405_666,
    });
    expect(signature).toBe('bUvoOp8YZ+tKR0ZV6qhVLP3JJHc=');
  });

  it('gives the known signature of a request with a token, which is a parameter like any other', () => {
    const query = 'fromDate=2022-01-01&toDate=2022-02-01&oauth_token=token_key';
    const signature = signatureOf('GET', `http://localhost:3000/api/v1/campaigns?${query}`, {
      consumerKey: 'key',
      consumerSecret: 'secret',
      nonce: '2GWnTKLbiupHylCQ5fPThJT3BI9cf5Gz',
      timestamp: 1_646_659_990,
    });
    expect(signature).toBe('4wPj8Uu9yyU2L1lQnrLA95uV094=');
  });

  it('signs neither the default port nor the fragment nor the case of host and method', () => {
    const plain = signatureOf('GET', `${HOST}/a?b=c`);
    expect(signatureOf('get', 'HTTPS://RESTAPI.MailPlus.nl:443/a?b=c#d')).toBe(plain);
    expect(signatureOf('GET', 'https://restapi.mailplus.nl:8443/a?b=c')).not.toBe(plain);
  });

  it.each(['method', 'path', 'query', 'consumerSecret', 'nonce', 'timestamp'])(
    'changes with the %s',
    (part) => {
      const changes: Record<string, () => string | undefined> = {
        method: () => signatureOf('PUT', `${HOST}/a?b=c`),
        path: () => signatureOf('GET', `${HOST}/A?b=c`),
        query: () => signatureOf('GET', `${HOST}/a?b=d`),
        consumerSecret: () => signatureOf('GET', `${HOST}/a?b=c`, { consumerSecret: 'other' }),
        nonce: () => signatureOf('GET', `${HOST}/a?b=c`, { nonce: 'other' }),
        timestamp: () => signatureOf('GET', `${HOST}/a?b=c`, { timestamp: 1 }),
      };
      expect(changes[part]?.()).not.toBe(signatureOf('GET', `${HOST}/a?b=c`));
    },
  );

  it('orders parameters by name and then by value, whatever their order in the URL', () => {
    expect(signatureOf('GET', `${HOST}/a?b=2&a=1&b=10&b=`)).toBe(
      signatureOf('GET', `${HOST}/a?b=&b=10&b=2&a=1`),
    );
    expect(signatureOf('GET', `${HOST}/a?b=2`)).not.toBe(signatureOf('GET', `${HOST}/a?b=2&b=2`));
  });

  it('sends the six parameters of one-legged OAuth, percent-encoded, and no token', () => {
    const header = signRequest({
      method: 'GET',
      url: new URL(`${HOST}/a`),
      consumerKey: "k y'",
      consumerSecret: 's',
      nonce: 'n',
      timestamp: 5,
    });
    expect(header).toMatch(
      /^OAuth oauth_consumer_key="k%20y%27", oauth_nonce="n", oauth_signature_method="HMAC-SHA1", oauth_timestamp="5", oauth_version="1\.0", oauth_signature="[\w%]+"$/,
    );
  });
});
