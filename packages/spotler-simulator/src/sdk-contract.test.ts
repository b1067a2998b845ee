import { describe, expect, it } from '@jest/globals';
import { systemClock } from '@spotler-connector/clock';
import type { SpotlerSimulator } from './simulator.ts';
import { aContact, withPair } from './testing/a-pair.ts';

function endpointsOf(simulator: SpotlerSimulator): unknown[] {
  return simulator.requests('id-1').map(({ endpoint }) => endpoint);
}

describe('the SDK against the simulator', () => {
  it('anonymizes a contact once and finds it done the second time', async () => {
    await withPair(async ({ simulator, client }) => {
      simulator.seed([aContact()]);
      expect(await client.contacts.anonymize('id-1')).toMatchObject({ outcome: 'anonymized', status: 410 });
      expect(await client.contacts.anonymize('id-1')).toMatchObject({
        outcome: 'already-anonymized',
        status: 404,
      });
      expect(await client.contacts.verify('id-1')).toBe('gone');
      expect(await client.contacts.get('id-1')).toBeNull();
      expect(simulator.state('id-1')).toBe('anonymized');
      expect(JSON.stringify(simulator.contacts())).not.toContain('jan@example.com');
    });
  });

  it.each([204, 200] as const)('takes %d for an anonymization too', async (status) => {
    await withPair(
      async ({ simulator, client }) => {
        simulator.seed([aContact()]);
        expect(await client.contacts.anonymize('id-1')).toMatchObject({ outcome: 'anonymized', status });
      },
      { simulator: { anonymizeStatus: status } },
    );
  });

  it('creates, merges and reads a contact, whatever its id looks like', async () => {
    await withPair(async ({ client }) => {
      const externalId = "jan+x@example.com/50%! *'(é)";
      await client.contacts.upsert({
        externalId,
        properties: { email: 'jan@example.com', firstName: 'Jan' },
      });
      await client.contacts.upsert({ externalId, properties: { lastName: 'Jansen' } });
      expect((await client.contacts.get(externalId))?.properties).toEqual({
        email: 'jan@example.com',
        firstName: 'Jan',
        lastName: 'Jansen',
      });
      expect(await client.contacts.verify(externalId)).toBe('present');
    });
  });

  it('creates a contact again after its anonymization', async () => {
    await withPair(async ({ simulator, client }) => {
      simulator.seed([aContact()]);
      await client.contacts.anonymize('id-1');
      await client.contacts.upsert(aContact());
      expect(await client.contacts.verify('id-1')).toBe('present');
      expect(await client.contacts.anonymize('id-1')).toMatchObject({ outcome: 'anonymized' });
    });
  });

  it('disables every permission in one write, reads it back, and creates nothing', async () => {
    await withPair(async ({ simulator, client }) => {
      simulator.seed([aContact()]);
      expect(await client.contacts.optOut('id-1')).toMatchObject({ outcome: 'opted-out' });
      expect(await client.contacts.optOut('id-2')).toMatchObject({ outcome: 'unknown-contact' });
      expect(simulator.contact('id-1')?.properties).toMatchObject({
        email: 'jan@example.com',
        permissions: [1, 2, 4].map((bit) => expect.objectContaining({ bit, enabled: false })),
      });
      expect(simulator.state('id-2')).toBe('unknown');
      expect(endpointsOf(simulator)).toEqual(['PUT /contact/{externalId}', 'GET /contact/{externalId}']);
    });
  });

  it('creates an opted-out contact in one request, and looks before and after', async () => {
    await withPair(async ({ simulator, client }) => {
      await client.contacts.upsertOptedOut(aContact());
      expect(endpointsOf(simulator)).toEqual([
        'PUT /contact/{externalId}',
        'POST /contact',
        'GET /contact/{externalId}',
      ]);
      expect(simulator.contact('id-1')?.properties['permissions']).toEqual(
        [1, 2, 4].map((bit) => expect.objectContaining({ bit, enabled: false })),
      );
    });
  });

  it('never takes a wrong base path for an erasure', async () => {
    await withPair(async ({ simulator }) => {
      simulator.seed([aContact()]);
      const wrong = { baseUrl: `${simulator.url}/integration` };
      await withPair(
        async ({ client }) => {
          await expect(client.contacts.anonymize('id-1')).rejects.toMatchObject({
            kind: 'protocol',
            errorType: 'RESOURCE_NOT_FOUND',
          });
          await expect(client.contacts.verify('id-1')).rejects.toMatchObject({ kind: 'protocol' });
        },
        { client: wrong },
      );
      expect(simulator.state('id-1')).toBe('present');
    });
  });

  it('is refused with a wrong secret', async () => {
    await withPair(
      async ({ client }) => {
        await expect(client.properties.list()).rejects.toMatchObject({ kind: 'authentication', status: 401 });
      },
      { client: { consumerSecret: 'other' } },
    );
  });

  it('signs a retry anew; the same nonce again would be refused as a replay', async () => {
    const clock = { ...systemClock, now: () => 1_700_000_000_000 };
    const outcomeWith = async (nonce?: () => string): Promise<unknown> => {
      let outcome: unknown;
      await withPair(
        async ({ simulator, client }) => {
          simulator.seed([aContact()]);
          simulator.faults.add({ kind: 'cut', when: 'after-change' });
          outcome = await client.contacts.anonymize('id-1').catch((error: unknown) => error);
        },
        { simulator: { clock }, client: { clock, nonce } },
      );
      return outcome;
    };
    expect(await outcomeWith()).toMatchObject({ outcome: 'already-anonymized', status: 404 });
    expect(await outcomeWith(() => 'the-same')).toMatchObject({ kind: 'authentication' });
  });
});
