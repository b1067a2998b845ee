import { describe, expect, it } from '@jest/globals';
import { DataverseError } from '@spotler-connector/dataverse';
import { SpotlerError } from '@spotler-connector/spotler-sdk';
import { arePresent, type PresenceOptions } from './are-present.ts';

const ref = { table: 'contact', id: '6d81597f-0f9f-e711-8122-000d3aa2331c' } as const;
const UNREAD: PresenceOptions['records'] = { read: () => Promise.reject(new Error('read')) };

function spotlerWith(...ids: string[]): PresenceOptions['spotler'] {
  return { verify: async (id) => (ids.includes(id) ? 'present' : 'gone') };
}

function refusing(kind: 'rejected' | 'unavailable'): PresenceOptions['spotler'] {
  const error = new SpotlerError({ kind, endpoint: 'GET /contact/{externalId}', status: 400 });
  return { verify: () => Promise.reject(error) };
}

describe('whether contacts are there', () => {
  it('is asked of Spotler by their own id, or else by that of the record', async () => {
    const sought = [
      { ref, contactId: undefined },
      { ref, contactId: 'S-7' },
      { ref, contactId: 'S-8' },
    ];
    const options = { spotler: spotlerWith(ref.id, 'S-7'), records: UNREAD, column: undefined };
    expect(await arePresent(sought, options)).toEqual([true, true, false]);
  });

  it('reads the id of a contact that a column holds', async () => {
    const records = { read: async () => ({ externalId: 'S-7' }) as never };
    const options = { spotler: spotlerWith('S-7'), records, column: 'spotler_id' };
    expect(await arePresent([{ ref, contactId: undefined }], options)).toEqual([true]);
  });

  it('is yes where that can not be known of one alone, so that the worker finds out', async () => {
    const hidden = new DataverseError({ kind: 'rejected', message: 'hidden', status: 403 });
    const records = { read: () => Promise.reject(hidden) };
    const sought = [{ ref, contactId: undefined }];
    expect(await arePresent(sought, { spotler: spotlerWith(), records, column: 'spotler_id' })).toEqual([
      true,
    ]);
    expect(await arePresent(sought, { spotler: refusing('rejected'), records, column: undefined })).toEqual([
      true,
    ]);
  });

  it('is not known while Spotler is away', async () => {
    const options = { spotler: refusing('unavailable'), records: UNREAD, column: undefined };
    await expect(arePresent([{ ref, contactId: 'S-7' }], options)).rejects.toMatchObject({
      kind: 'unavailable',
    });
  });
});
