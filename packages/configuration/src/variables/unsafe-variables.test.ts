import { describe, expect, it } from '@jest/globals';
import { readSection } from '../sections/read-section.ts';
import { anEnvironment, mistakesIn } from '../testing/an-environment.ts';
import { unsafeVariables } from './unsafe-variables.ts';

describe('a variable of a library that makes it talk or trust', () => {
  it.each([
    ['DEBUG', 'rhea*'],
    ['DEBUG', '*'],
    ['DEBUG', 'azure:service-bus:*'],
    ['NODE_DEBUG', 'http,tls'],
    ['NODE_DEBUG_NATIVE', 'tls'],
    ['AZURE_LOG_LEVEL', 'verbose'],
    ['NODE_TLS_REJECT_UNAUTHORIZED', '0'],
    ['NODE_TLS_REJECT_UNAUTHORIZED', ' 0 '],
    ['NODE_OPTIONS', '--inspect'],
    ['NODE_OPTIONS', '--enable-source-maps --inspect=0.0.0.0:9229'],
    ['NODE_OPTIONS', '"--inspect_brk"'],
    ['NODE_OPTIONS', '--inspect-wait'],
    ['NODE_OPTIONS', '--tls-keylog=keys'],
    ['NODE_OPTIONS', '--trace-tls'],
    ['NODE_OPTIONS', '--heapsnapshot-signal=SIGUSR2'],
    ['NODE_OPTIONS', '--heapsnapshot-near-heap-limit=1'],
    ['NODE_OPTIONS', '--report-on-signal'],
    ['NODE_OPTIONS', '--report-uncaught-exception'],
  ])('is refused: %s=%s', (name, value) => {
    expect(mistakesIn({ [name]: value })).toEqual([`${name} unwanted`]);
    expect(readSection(anEnvironment({ [name]: value }), 'serviceBus')).toMatchObject({ kind: 'invalid' });
  });

  it.each([
    ['DEBUG', ''],
    ['DEBUG', 'false'],
    ['NODE_DEBUG', '0'],
    ['AZURE_LOG_LEVEL', 'none'],
    ['NODE_TLS_REJECT_UNAUTHORIZED', '1'],
    ['NODE_OPTIONS', ''],
    ['NODE_OPTIONS', '--enable-source-maps --disable-sigusr1 --max-old-space-size=200'],
    ['NODE_OPTIONS', '--inspect-port=0 --report-compact'],
    ['NODE_OPTIONS', '--import=./inspect.mjs'],
  ])('is no mistake when it is off: %s=%s', (name, value) => {
    expect(mistakesIn({ [name]: value })).toEqual([]);
  });

  it('does not keep its value in the mistake', () => {
    expect(JSON.stringify(unsafeVariables({ DEBUG: 'canary' }))).not.toContain('canary');
  });
});
