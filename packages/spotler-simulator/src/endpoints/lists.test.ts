import { describe, expect, it } from '@jest/globals';
import type { SpotlerClient } from '@spotler-connector/spotler-sdk';
import { aContact, withPair } from '../testing/a-pair.ts';
import { send, sign } from '../testing/signed-call.ts';

const RANGE = { from: new Date(0), to: '2100-01-01T00:00:00Z' };
const BASE_PATHS = [
  [{ path: '/integrationservice', dialect: 'paged' }],
  [{ path: '/integrationservice-1.1.0', dialect: 'bare' }],
] as const;

async function idsOf(list: AsyncIterable<{ externalId?: string | undefined }>): Promise<unknown[]> {
  const ids: unknown[] = [];
  for await (const { externalId } of list) ids.push(externalId);
  return ids;
}

async function bothOf(client: SpotlerClient, pageSize: number): Promise<unknown[][]> {
  return [
    await idsOf(client.contacts.updates(RANGE, { pageSize })),
    await idsOf(client.contacts.bounces(RANGE, { pageSize })),
  ];
}

describe.each(BASE_PATHS)('the lists below $path', (basePath) => {
  const options = { simulator: { basePaths: [basePath] } };
  const ids = ['a', 'b', 'c', 'd', 'e'];

  it.each([1, 2, 5, 7])('give every contact and every bounce once, %d on a page', async (pageSize) => {
    await withPair(async ({ simulator, client }) => {
      simulator.seed(ids.map((id) => aContact(id)));
      for (const externalId of ids) simulator.addBounce({ date: 1000, type: 'SOFTBOUNCE', externalId });
      expect(await bothOf(client, pageSize)).toEqual([ids, ids]);
    }, options);
  });

  it('show neither anonymized contacts nor what is out of the span', async () => {
    await withPair(async ({ simulator, client }) => {
      simulator.seed([aContact('a'), aContact('b')]);
      simulator.addBounce({ date: 1000, type: 'HARDBOUNCE', externalId: 'a' });
      simulator.addBounce({ date: 4_200_000_000_000, type: 'HARDBOUNCE', externalId: 'b' });
      await client.contacts.anonymize('a');
      expect(await bothOf(client, 10)).toEqual([['b'], []]);
    }, options);
  });

  it('find contacts by a property', async () => {
    await withPair(async ({ simulator, client }) => {
      simulator.seed([aContact('a'), { externalId: 'b', properties: { email: 'jo+x@example.com' } }]);
      expect(await idsOf(client.contacts.search({ property: 'email', value: 'jo+x@example.com' }))).toEqual([
        'b',
      ]);
      expect(await idsOf(client.contacts.search({ property: 'externalId', value: 'a' }))).toEqual(['a']);
      expect(await idsOf(client.contacts.search({ property: 'email', value: 'nobody@example.com' }))).toEqual(
        [],
      );
    }, options);
  });

  it.each([
    '/contact/updates/list?fromDate=x&toDate=2024-01-01T00:00:00Z&pageSize=1',
    '/contact/bounces/list?pageSize=1',
    '/contact/search?MPSearchQuery=email&pageSize=1',
    '/contact/search?MPSearchQuery=a%3Db',
    '/contact/search?MPSearchQuery=a%3Db&pageSize=-1',
  ])('refuse %s', async (path) => {
    await withPair(async ({ simulator }) => {
      const call = { method: 'GET', path } as const;
      expect(await send(sign(simulator, call), call)).toMatchObject({
        status: 400,
        errorType: 'INVALID_PARAMS',
      });
    }, options);
  });
});

describe('the two base paths', () => {
  it('differ in the kind of their dates', async () => {
    await withPair(async ({ simulator, client }) => {
      simulator.seed([aContact()]);
      expect(await client.contacts.get('id-1')).toMatchObject({
        created: expect.stringMatching(/^\d{4}-.*Z$/),
      });
      await withPair(
        async (other) => {
          other.simulator.seed([aContact()]);
          expect(await other.client.contacts.get('id-1')).toMatchObject({ created: expect.any(Number) });
        },
        { simulator: { basePaths: [BASE_PATHS[1][0]] } },
      );
    });
  });
});
