import { inspect } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { PortError } from '@spotler-connector/reconciler';
import { type SpotlerClient, SpotlerError } from '@spotler-connector/spotler-sdk';
import { spotlerTarget } from './spotler-target.ts';

const ENDPOINT = 'PUT /contact/anonymize/{externalId}';

type Contacts = SpotlerClient['contacts'];

function aClient(overrides: Partial<Contacts>): Pick<SpotlerClient, 'contacts'> {
  const unexpected = () => Promise.reject(new Error('unexpected call'));
  return {
    contacts: {
      anonymize: unexpected,
      get: unexpected,
      verify: unexpected,
      upsert: unexpected,
      update: unexpected,
      resetPermissions: unexpected,
      ...overrides,
    } as Contacts,
  };
}

describe('Spotler as the target', () => {
  it('anonymizes and reads back', async () => {
    const target = spotlerTarget(
      aClient({
        anonymize: async () => ({ outcome: 'anonymized', status: 410 }),
        verify: async () => 'gone',
      }),
    );
    expect(await target.anonymize('S-1')).toEqual({ outcome: 'anonymized', status: 410 });
    expect(await target.readBack('S-1')).toBe('gone');
  });

  it('syncs and opts out in one call', async () => {
    const calls: unknown[][] = [];
    const target = spotlerTarget(aClient({ upsert: async (...call) => void calls.push(call) }));
    await target.sync('S-1', { city: 'Delft' }, { optOut: true });
    expect(calls).toEqual([[{ externalId: 'S-1', properties: { city: 'Delft' } }, { optOut: true }]]);
  });

  it.each([
    ['reset', 'opted-out'],
    ['unknown-contact', 'unknown-contact'],
  ] as const)('says %s as %s', async (answer, expected) => {
    const target = spotlerTarget(aClient({ resetPermissions: async () => answer }));
    expect(await target.optOut('S-1')).toBe(expected);
  });

  it('translates a failure without losing what it says', async () => {
    const refused = new SpotlerError({
      kind: 'rejected',
      endpoint: ENDPOINT,
      status: 400,
      errorType: 'INVALID_PROPERTY',
      property: 'postalCode',
    });
    const target = spotlerTarget(aClient({ anonymize: () => Promise.reject(refused) }));
    const error = await target.anonymize('canary@example.org').catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(PortError);
    expect(error).toHaveProperty('failure', {
      side: 'target',
      kind: 'rejected',
      status: 400,
      code: 'INVALID_PROPERTY',
      property: 'postalCode',
    });
    expect(inspect(error)).not.toContain('canary');
  });

  it('hands on what is no failure of Spotler', async () => {
    const abort = new DOMException('stopping', 'AbortError');
    const target = spotlerTarget(aClient({ anonymize: () => Promise.reject(abort) }));
    await expect(target.anonymize('S-1')).rejects.toBe(abort);
  });
});
