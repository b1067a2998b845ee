import { describe, expect, it } from '@jest/globals';
import type { AttemptEvent, SpotlerClient } from '@spotler-connector/spotler-sdk';
import type { EndpointTemplate } from './endpoints/endpoints.ts';
import type { SpotlerSimulator } from './simulator.ts';
import { aContact, withPair } from './testing/a-pair.ts';

const RANGE = { from: new Date(0), to: new Date('2100-01-01T00:00:00Z') };
const DISABLED = [1, 2, 4].map((bit) => ({ bit, enabled: false }));

async function listed<T>(list: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = [];
  for await (const item of list) items.push(item);
  return items;
}

/** Every endpoint: a call that uses it, and what must hold afterwards, whatever was cut. */
const CALLS: ReadonlyArray<
  [
    EndpointTemplate,
    (client: SpotlerClient) => Promise<unknown>,
    unknown,
    (simulator: SpotlerSimulator) => void,
  ]
> = [
  [
    'PUT /contact/anonymize/{externalId}',
    (client) => client.contacts.anonymize('id-1'),
    { outcome: expect.stringMatching(/anonymized$/) },
    (simulator) => expect(simulator.state('id-1')).toBe('anonymized'),
  ],
  [
    'POST /contact',
    (client) => client.contacts.upsertOptedOut({ externalId: 'new', properties: { firstName: 'Jo' } }),
    { ambiguous: expect.any(Boolean) },
    (simulator) =>
      expect(simulator.contact('new')?.properties).toMatchObject({ firstName: 'Jo', permissions: DISABLED }),
  ],
  [
    'PUT /contact/{externalId}',
    (client) => client.contacts.optOut('id-1'),
    { outcome: 'opted-out' },
    (simulator) =>
      expect(simulator.contact('id-1')?.properties).toMatchObject({
        firstName: 'Jan',
        permissions: DISABLED,
      }),
  ],
  [
    'POST /contact/list',
    (client) => client.contacts.upsertBatch([aContact('new'), aContact('id-1')]),
    [{ outcome: 'upserted' }, { outcome: 'upserted' }],
    (simulator) => expect(simulator.contacts().map(({ externalId }) => externalId)).toEqual(['id-1', 'new']),
  ],
  ['GET /contact/{externalId}', (client) => client.contacts.verify('id-1'), 'present', () => {}],
  ['GET /contact/properties/list', (client) => client.properties.list(), expect.any(Array), () => {}],
  [
    'GET /contact/search',
    (client) => listed(client.contacts.search({ property: 'firstName', value: 'Jan' })),
    [{ externalId: 'id-1' }],
    () => {},
  ],
  [
    'GET /contact/updates/list',
    (client) => listed(client.contacts.updates(RANGE)),
    [{ externalId: 'id-1' }],
    () => {},
  ],
  [
    'GET /contact/bounces/list',
    (client) => listed(client.contacts.bounces(RANGE)),
    [{ externalId: 'id-1' }],
    () => {},
  ],
];

function matches(result: unknown, expected: unknown): void {
  if (typeof expected === 'object' && expected !== null) expect(result).toMatchObject(expected);
  else expect(result).toBe(expected);
}

describe.each(CALLS)('%s', (endpoint, call, expected, holds) => {
  it.each(['before-change', 'after-change'] as const)(
    'survives a connection that is cut %s',
    async (when) => {
      await withPair(async ({ simulator, client }) => {
        simulator.seed([aContact()]);
        simulator.addBounce({ date: 1000, type: 'SOFTBOUNCE', externalId: 'id-1' });
        simulator.faults.add({ kind: 'cut', when, endpoint });
        matches(await call(client), expected);
        holds(simulator);
        const requests = simulator.requests().filter((request) => request.endpoint === endpoint);
        expect(requests).toHaveLength(2);
        expect(simulator.faults.pending()).toEqual([]);
      });
    },
  );

  it.each(['before-change', 'after-change'] as const)(
    'survives an answer that never comes, %s',
    async (when) => {
      await withPair(
        async ({ simulator, client }) => {
          simulator.seed([aContact()]);
          simulator.addBounce({ date: 1000, type: 'SOFTBOUNCE', externalId: 'id-1' });
          simulator.faults.add({ kind: 'silence', when, endpoint });
          matches(await call(client), expected);
          holds(simulator);
        },
        { client: { timeouts: { attemptMs: 150 } } },
      );
    },
  );

  it.each(['json', 'xml', 'html', 'empty'] as const)('survives a 503 packed as %s', async (body) => {
    await withPair(async ({ simulator, client }) => {
      simulator.seed([aContact()]);
      simulator.addBounce({ date: 1000, type: 'SOFTBOUNCE', externalId: 'id-1' });
      simulator.faults.add({ kind: 'status', status: 503, body, endpoint, times: 2 });
      matches(await call(client), expected);
      holds(simulator);
    });
  });
});

describe('a fault', () => {
  it('shows that the change had been applied before the cut, or had not', async () => {
    const outcomes: unknown[] = [];
    for (const when of ['before-change', 'after-change'] as const) {
      await withPair(async ({ simulator, client }) => {
        simulator.seed([aContact()]);
        simulator.faults.add({ kind: 'cut', when });
        outcomes.push(await client.contacts.anonymize('id-1'));
      });
    }
    expect(outcomes).toEqual([
      { outcome: 'anonymized', status: 410, ambiguous: true },
      { outcome: 'already-anonymized', status: 404, ambiguous: true },
    ]);
  });

  it('hits only the contact it names, also within a batch, and only as often as it says', async () => {
    await withPair(
      async ({ simulator, client }) => {
        simulator.faults.add({ kind: 'status', status: 500, externalId: 'b', times: 2 });
        await expect(client.contacts.upsertBatch([aContact('a'), aContact('b')])).rejects.toMatchObject({
          status: 500,
        });
        await expect(client.contacts.get('a')).resolves.toBeNull();
        await expect(client.contacts.get('b')).rejects.toMatchObject({ status: 500 });
        await expect(client.contacts.get('b')).resolves.toBeNull();
      },
      { client: { retry: { attempts: 1 } } },
    );
  });

  it('delays an answer', async () => {
    const attempts: AttemptEvent[] = [];
    await withPair(
      async ({ simulator, client }) => {
        simulator.faults.add({ kind: 'latency', ms: 60 });
        await client.properties.list();
        expect(attempts[0]?.durationMs).toBeGreaterThanOrEqual(59);
        expect(simulator.faults.pending()).toEqual([]);
      },
      { client: { hooks: { onAttempt: (event) => void attempts.push(event) } } },
    );
  });

  it('asks for a wait, which the whole client keeps', async () => {
    await withPair(async ({ simulator, client }) => {
      simulator.faults.add({ kind: 'status', status: 429, retryAfter: '3600' });
      await expect(client.contacts.get('a')).rejects.toMatchObject({ status: 429, retryAfterMs: 3_600_000 });
      await expect(client.contacts.get('b')).rejects.toMatchObject({ code: 'ERR_PAUSED' });
      expect(simulator.requests('b')).toEqual([]);
    });
  });

  it('does not keep the simulator from closing', async () => {
    await withPair(async ({ simulator, client }) => {
      simulator.faults.add({ kind: 'latency', ms: 600_000 });
      const lost = client.properties.list().catch((error: unknown) => error);
      while (simulator.faults.pending().length > 0) await new Promise((resolve) => setTimeout(resolve, 1));
      await simulator.close();
      expect(await lost).toMatchObject({ kind: 'unavailable' });
    });
  });
});
