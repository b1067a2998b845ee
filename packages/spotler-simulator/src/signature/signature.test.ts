import { describe, expect, it } from '@jest/globals';
import { createManualClock } from '@spotler-connector/clock/testing';
import { type SpotlerSimulator, startSpotlerSimulator } from '../simulator.ts';
import type { SpotlerSimulatorOptions } from '../simulator-options.ts';
import { aContact } from '../testing/a-pair.ts';
import { type Call, send, sign } from '../testing/signed-call.ts';

async function withSimulator(
  work: (simulator: SpotlerSimulator) => Promise<void>,
  options: SpotlerSimulatorOptions = {},
): Promise<void> {
  const simulator = await startSpotlerSimulator(options);
  try {
    await work(simulator);
  } finally {
    await simulator.close();
  }
}

const LIST: Call = { method: 'GET', path: '/contact/properties/list' };
const IDS = ['id-1', 'jan+x@example.com', 'a b/c', "50%!*'()", 'é漢😀', '~._-', '%2F', 'a&b=c?d#e', '+', '"'];

function encode(id: string): string {
  return encodeURIComponent(id).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}

describe('a request signed by an independent implementation', () => {
  it.each(IDS)('is accepted with the id %s', async (id) => {
    await withSimulator(async (simulator) => {
      simulator.seed([aContact(id)]);
      const call: Call = { method: 'GET', path: `/contact/${encode(id)}` };
      expect(await send(sign(simulator, call), call)).toMatchObject({ status: 200 });
    });
  });

  it('is accepted with a query, and with a body that is not signed', async () => {
    await withSimulator(async (simulator) => {
      const search: Call = {
        method: 'GET',
        path: '/contact/search?pageSize=1&MPSearchQuery=email%3Djan%2Bx%40example.com',
      };
      expect(await send(sign(simulator, search), search)).toMatchObject({ status: 200 });
      const post: Call = { method: 'POST', path: '/contact', json: { update: true, contact: aContact() } };
      expect(await send(sign(simulator, post), post)).toMatchObject({ status: 204, body: '' });
      expect(simulator.state('id-1')).toBe('present');
    });
  });

  it.each<[string, (signed: ReturnType<typeof sign>) => ReturnType<typeof sign>]>([
    ['the path', (signed) => ({ ...signed, url: signed.url.replace('/search', '/Search') })],
    ['the query', (signed) => ({ ...signed, url: signed.url.replace('pageSize=1', 'pageSize=2') })],
    ['an added parameter', (signed) => ({ ...signed, url: `${signed.url}&after=0` })],
    ['the key', (signed) => ({ ...signed, authorization: signed.authorization.replace('-key', '-kex') })],
    [
      'the nonce',
      (signed) => ({ ...signed, authorization: signed.authorization.replace('nonce="', 'nonce="x') }),
    ],
    [
      'the time',
      (signed) => ({
        ...signed,
        authorization: signed.authorization.replace(/timestamp="(\d+)\d"/, 'timestamp="$1x"'),
      }),
    ],
    [
      'the signature',
      (signed) => ({
        ...signed,
        authorization: signed.authorization.replace(/signature="./, 'signature="_'),
      }),
    ],
    [
      'the version',
      (signed) => ({ ...signed, authorization: signed.authorization.replace('"1.0"', '"1.1"') }),
    ],
    [
      'the scheme',
      (signed) => ({ ...signed, authorization: signed.authorization.replace('OAuth', 'Bearer') }),
    ],
  ])('is refused when one byte changes in %s', async (_, change) => {
    await withSimulator(async (simulator) => {
      const call: Call = { method: 'GET', path: '/contact/search?pageSize=1&MPSearchQuery=a%3Db' };
      const { status } = await send(change(sign(simulator, call)), call);
      expect([401, 404]).toContain(status);
      expect(await send(sign(simulator, call), call)).toMatchObject({ status: 200 });
    });
  });

  it('is refused with another method than the signed one, and changes nothing', async () => {
    await withSimulator(async (simulator) => {
      simulator.seed([aContact()]);
      const signed = sign(simulator, { method: 'GET', path: '/contact/anonymize/id-1' });
      expect(await send(signed, { method: 'PUT' })).toMatchObject({
        status: 401,
        errorType: 'NOT_AUTHORIZED',
      });
      expect(simulator.state('id-1')).toBe('present');
    });
  });

  it('is refused without a signature, with a wrong secret and with an unknown key', async () => {
    await withSimulator(async (simulator) => {
      const signed = sign(simulator, LIST);
      expect(await send({ ...signed, authorization: '' }, LIST)).toMatchObject({ status: 401 });
      expect(await send(sign(simulator, LIST, 'other'), LIST)).toMatchObject({ status: 401 });
      const authorization = signed.authorization.replace('simulator-key', 'nobody');
      expect(await send({ ...signed, authorization }, LIST)).toMatchObject({ errorType: 'AUTH_NOT_FOUND' });
    });
  });

  it('is refused the second time', async () => {
    await withSimulator(async (simulator) => {
      const signed = sign(simulator, LIST);
      expect(await send(signed, LIST)).toMatchObject({ status: 200 });
      expect(await send(signed, LIST)).toMatchObject({ status: 401, errorType: 'NOT_AUTHORIZED' });
    });
  });

  it.each([
    [-301, 401],
    [-299, 200],
    [299, 200],
    [301, 401],
  ])('%d seconds off answers %d', async (offset, status) => {
    const now = 1_700_000_000;
    await withSimulator(
      async (simulator) => {
        const signed = sign(simulator, LIST, undefined, now + offset);
        expect(await send(signed, LIST)).toMatchObject({ status });
      },
      { clock: createManualClock(now * 1000) },
    );
  });
});
