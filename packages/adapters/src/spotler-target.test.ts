import { inspect } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { PortError } from '@spotler-connector/reconciler';
import { type SpotlerClient, SpotlerError } from '@spotler-connector/spotler-sdk';
import { dryRunTarget, spotlerTarget } from './spotler-target.ts';

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
      upsertOptedOut: unexpected,
      updateOrCreate: unexpected,
      update: unexpected,
      optOut: unexpected,
      ...overrides,
    } as Contacts,
  };
}

describe('Spotler as the target', () => {
  it('anonymizes and reads back', async () => {
    const target = spotlerTarget(
      aClient({
        anonymize: async () => ({ outcome: 'anonymized', status: 410, ambiguous: false }),
        verify: async () => 'gone',
      }),
    );
    expect(await target.anonymize('S-1')).toMatchObject({ outcome: 'anonymized', status: 410 });
    expect(await target.readBack('S-1')).toBe('gone');
  });

  it('syncs, and opts out before it where that is asked for', async () => {
    const calls: unknown[][] = [];
    function recorded(call: string, created: boolean): Contacts['updateOrCreate'] {
      return async (...parameters) => {
        calls.push([call, ...parameters]);
        return { created, ambiguous: !created };
      };
    }
    const target = spotlerTarget(
      aClient({
        updateOrCreate: recorded('updateOrCreate', true),
        upsertOptedOut: recorded('upsertOptedOut', false),
      }),
    );
    const optedOut = await target.sync('S-1', { city: 'Delft' }, { optOut: true });
    expect(optedOut).toEqual({ created: false, ambiguous: true });
    const synced = await target.sync('S-1', { city: 'Delft' }, { optOut: false });
    expect(synced).toEqual({ created: true, ambiguous: false });
    const contact = { externalId: 'S-1', properties: { city: 'Delft' } };
    expect(calls).toEqual([
      ['upsertOptedOut', contact, {}],
      ['updateOrCreate', contact, {}],
    ]);
  });

  it.each(['opted-out', 'unknown-contact'] as const)('says %s as the client does', async (outcome) => {
    const target = spotlerTarget(aClient({ optOut: async () => ({ outcome, ambiguous: false }) }));
    expect(await target.optOut('S-1')).toEqual({ outcome, ambiguous: false });
  });

  it('translates a failure without losing what it says', async () => {
    const refused = new SpotlerError({
      kind: 'rejected',
      endpoint: ENDPOINT,
      status: 400,
      errorType: 'INVALID_PROPERTY',
      property: 'postalCode',
      ambiguous: true,
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
      ambiguous: true,
    });
    expect(inspect(error)).not.toContain('canary');
  });

  it('hands on what is no failure of Spotler', async () => {
    const abort = new DOMException('stopping', 'AbortError');
    const target = spotlerTarget(aClient({ anonymize: () => Promise.reject(abort) }));
    await expect(target.anonymize('S-1')).rejects.toBe(abort);
  });
});

describe('the target of a dry run', () => {
  it('answers as Spotler would, from what Spotler has', async () => {
    const target = dryRunTarget({ readBack: async (id) => (id === 'known' ? 'present' : 'gone') });
    expect(await target.anonymize('known')).toEqual({ outcome: 'anonymized', status: 410 });
    expect(await target.anonymize('unknown')).toEqual({ outcome: 'already-anonymized', status: 404 });
    expect(await target.optOut('known')).toEqual({ outcome: 'opted-out' });
    expect(await target.optOut('unknown')).toEqual({ outcome: 'unknown-contact' });
    expect(await target.sync('known', {}, { optOut: false })).toEqual({ created: false });
    expect(await target.readBack('known')).toBe('gone');
  });

  it('can not write, for it is given nothing to write with', () => {
    const readOnly: Parameters<typeof dryRunTarget>[0] = { readBack: async () => 'gone' };
    expect(Object.keys(readOnly)).toEqual(['readBack']);
  });
});
