import { describe, expect, it } from '@jest/globals';
import got from 'got';
import { aContact, withPair } from '../testing/a-pair.ts';

async function control(url: string, method: 'GET' | 'POST' | 'DELETE', path: string, json?: unknown) {
  const response = await got(`${url}/_simulator/${path}`, {
    method,
    json,
    retry: { limit: 0 },
    throwHttpErrors: false,
  });
  return { status: response.statusCode, body: response.body === '' ? undefined : JSON.parse(response.body) };
}

describe('the control endpoint', () => {
  it('stores contacts and shows them, and shows what was anonymized without its data', async () => {
    await withPair(async ({ simulator: { url }, client }) => {
      expect(await control(url, 'POST', 'contacts', { contacts: [aContact(), aContact('b')] })).toMatchObject(
        { status: 204 },
      );
      await client.contacts.anonymize('id-1');
      expect(await control(url, 'GET', 'contacts')).toMatchObject({
        status: 200,
        body: [{ externalId: 'b' }],
      });
      expect(await control(url, 'GET', 'contacts?externalId=id-1')).toEqual({
        status: 200,
        body: { state: 'anonymized' },
      });
      expect(await control(url, 'GET', 'contacts?externalId=b')).toMatchObject({
        body: { state: 'present', contact: {} },
      });
      expect(await control(url, 'GET', 'contacts?externalId=c')).toMatchObject({
        body: { state: 'unknown' },
      });
    });
  });

  it('shows the requests of a contact, by a hash of its id', async () => {
    await withPair(async ({ simulator: { url }, client }) => {
      await client.contacts.verify('jan@example.com');
      await client.contacts.verify('b');
      const { body } = await control(url, 'GET', 'requests?externalId=jan%40example.com');
      expect(body).toMatchObject([{ endpoint: 'GET /contact/{externalId}', status: 404 }]);
      expect(JSON.stringify(await control(url, 'GET', 'requests'))).not.toContain('jan@example.com');
    });
  });

  it('adds, shows and removes faults', async () => {
    await withPair(async ({ simulator: { url }, client }) => {
      const fault = {
        kind: 'status',
        status: 400,
        errorType: 'INVALID_STATE',
        endpoint: 'GET /contact/{externalId}',
      };
      expect(await control(url, 'POST', 'faults', fault)).toMatchObject({ status: 204 });
      expect(await control(url, 'GET', 'faults')).toEqual({ status: 200, body: [fault] });
      await expect(client.contacts.get('id-1')).rejects.toMatchObject({ errorType: 'INVALID_STATE' });
      await control(url, 'POST', 'faults', { kind: 'cut', when: 'after-change', times: 3, externalId: 'x' });
      await control(url, 'DELETE', 'faults');
      expect(await control(url, 'GET', 'faults')).toEqual({ status: 200, body: [] });
    });
  });

  it('takes answers, late changes and faults that last', async () => {
    await withPair(async ({ simulator: { url }, client }) => {
      const lasting = { kind: 'answer', answer: 'kong-404-json', times: 'until-reset' };
      const late = { kind: 'late', ms: 60_000, meanwhile: 'cut', times: 2 };
      await control(url, 'POST', 'faults', late);
      await control(url, 'POST', 'faults', lasting);
      await expect(client.contacts.upsert(aContact())).rejects.toMatchObject({ kind: 'protocol' });
      expect(await control(url, 'GET', 'faults')).toEqual({ status: 200, body: [lasting] });
    });
  });

  it('adds a permission to the account', async () => {
    await withPair(async ({ simulator, client }) => {
      const permission = { bit: 8, description: 'News of shops' };
      expect(await control(simulator.url, 'POST', 'permissions', permission)).toMatchObject({ status: 204 });
      expect(await control(simulator.url, 'POST', 'permissions', {})).toMatchObject({ status: 400 });
      simulator.seed([{ externalId: 'id-1', properties: { permissions: [{ bit: 8, enabled: true }] } }]);
      await client.contacts.optOut('id-1');
      const permissions = expect.arrayContaining([{ ...permission, enabled: false }]);
      expect(simulator.contact('id-1')?.properties).toEqual({ permissions });
    });
  });

  it('takes a Retry-After in seconds or as a date', async () => {
    await withPair(async ({ simulator: { url }, client }) => {
      await control(url, 'POST', 'faults', { kind: 'status', status: 429, retryAfter: 900, body: 'html' });
      await expect(client.contacts.get('id-1')).rejects.toMatchObject({ retryAfterMs: 900_000 });
    });
  });

  it.each([
    ['no kind', {}],
    ['an unknown kind', { kind: 'earthquake' }],
    ['a cut without a moment', { kind: 'cut' }],
    ['a latency without a length', { kind: 'latency' }],
    ['a late change without a time', { kind: 'late', ms: -1 }],
    ['an answer that is not known', { kind: 'answer', answer: 'something' }],
    ['a status that is none', { kind: 'status', status: 99 }],
    ['an unknown endpoint', { kind: 'latency', ms: 1, endpoint: 'GET /' }],
  ])('refuses a fault with %s', async (_, fault) => {
    await withPair(async ({ simulator: { url } }) => {
      expect(await control(url, 'POST', 'faults', fault)).toMatchObject({ status: 400 });
      expect(await control(url, 'GET', 'faults')).toMatchObject({ body: [] });
    });
  });

  it('refuses contacts that Spotler would refuse, and paths it does not have', async () => {
    await withPair(async ({ simulator: { url } }) => {
      const contacts = [{ externalId: 'a', properties: { email: 'no' } }];
      expect(await control(url, 'POST', 'contacts', { contacts })).toMatchObject({ status: 400 });
      expect(await control(url, 'POST', 'contacts', { contacts: [{}] })).toMatchObject({ status: 400 });
      expect(await control(url, 'POST', 'contacts', {})).toMatchObject({ status: 400 });
      expect(await control(url, 'GET', 'nothing')).toMatchObject({ status: 404 });
    });
  });

  it('forgets everything', async () => {
    await withPair(async ({ simulator, client }) => {
      simulator.seed([aContact()]);
      simulator.faults.add({ kind: 'latency', ms: 1, externalId: 'x' });
      await client.contacts.anonymize('id-1');
      expect(await control(simulator.url, 'POST', 'reset')).toMatchObject({ status: 204 });
      expect([simulator.contacts(), simulator.requests(), simulator.faults.pending()]).toEqual([[], [], []]);
      expect(simulator.state('id-1')).toBe('unknown');
    });
  });
});
