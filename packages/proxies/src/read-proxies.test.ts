import { describe, expect, it } from '@jest/globals';
import { readProxies } from './read-proxies.ts';

function routingOf(environment: Record<string, string>) {
  const reading = readProxies(environment);
  return reading.kind === 'valid' ? reading.routing : reading.mistakes;
}

describe('proxies', () => {
  it.each([
    ['HTTPS_PROXY', 'HTTP_PROXY', 'NO_PROXY'],
    ['https_proxy', 'http_proxy', 'no_proxy'],
  ])('mean the same as %s', (https, http, none) => {
    expect(routingOf({ [https]: 'http://a:1', [http]: 'http://b:2', [none]: 'x.example' })).toMatchObject({
      HTTPS_PROXY: 'http://a:1',
      HTTP_PROXY: 'http://b:2',
      NO_PROXY: expect.stringMatching(/^x\.example,\.x\.example,/),
    });
  });

  it('count more in lower case, and not at all when blank', () => {
    expect(routingOf({ HTTPS_PROXY: 'http://a:1', https_proxy: 'http://b:2' })).toMatchObject({
      HTTPS_PROXY: 'http://b:2',
    });
    expect(routingOf({ HTTPS_PROXY: 'http://a:1', https_proxy: ' ' })).toMatchObject({
      HTTPS_PROXY: 'http://a:1',
    });
  });

  it('are none without an address', () => {
    expect(routingOf({ NO_PROXY: '*' })).toBeUndefined();
  });

  it('may leave out their scheme', () => {
    expect(routingOf({ HTTPS_PROXY: 'proxy.contoso.com:3128' })).toMatchObject({
      HTTPS_PROXY: 'http://proxy.contoso.com:3128',
    });
  });

  it.each(['socks5://a:1', 'http://', 'a b', 'http://a:port', '://'])('can not be at %j', (address) => {
    expect(routingOf({ https_proxy: address })).toEqual([
      { variable: 'https_proxy', expected: expect.stringContaining('address of an http or https proxy') },
    ]);
  });

  it('never stand before this machine, link-local addresses and names in .test', () => {
    expect(routingOf({ HTTPS_PROXY: 'http://a:1', NO_PROXY: '' })).toMatchObject({
      NO_PROXY: expect.stringMatching(/localhost.*127\.0\.0\.1.*::1.*169\.254.*\.test/),
    });
  });

  it('pass by the subdomains of a name, but not by those of an address', () => {
    const list = (NO_PROXY: string) => {
      const routing = readProxies({ HTTPS_PROXY: 'http://a:1', NO_PROXY });
      return routing.kind === 'valid' ? routing.routing?.NO_PROXY.split(',') : [];
    };
    expect(list('Example.org .b.org *.c.org 10.0.0.1, fd00::1')?.slice(0, 6)).toEqual([
      'example.org',
      '.example.org',
      '.b.org',
      '*.c.org',
      '10.0.0.1',
      'fd00::1',
    ]);
  });
});
