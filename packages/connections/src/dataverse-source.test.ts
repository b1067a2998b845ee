import { describe, expect, it } from '@jest/globals';
import { DataverseError, type ReadOptions, type RecordReading } from '@spotler-connector/dataverse';
import { dataverseSource } from './dataverse-source.ts';

const ref = { table: 'contact', id: '6d81597f-0f9f-e711-8122-000d3aa2331c' } as const;
const deleted: RecordReading = {
  snapshot: { table: 'contact', presence: 'deleted' },
  version: null,
  modifiedOn: null,
  externalId: ref.id,
  properties: {},
};

describe('Dataverse as the source', () => {
  it('reads a record', async () => {
    expect(await dataverseSource({ read: async () => deleted }).read(ref)).toBe(deleted);
  });

  it('passes on the external id that a deleted record is known by', async () => {
    const asked: (ReadOptions | undefined)[] = [];
    const records = {
      read: async (_ref: unknown, options?: ReadOptions) => {
        asked.push(options);
        return deleted;
      },
    };
    await dataverseSource(records, 'S-1').read(ref);
    await dataverseSource(records).read(ref);
    expect(asked).toEqual([{ externalId: 'S-1' }, {}]);
  });

  it('translates a failure', async () => {
    const busy = new DataverseError({
      kind: 'unavailable',
      sentence: 'Dataverse is busy',
      status: 429,
      code: '0x80072322',
      retryAfterMs: 7_000,
    });
    const source = dataverseSource({ read: () => Promise.reject(busy) });
    await expect(source.read(ref)).rejects.toMatchObject({
      failure: {
        side: 'source',
        kind: 'unavailable',
        status: 429,
        code: '0x80072322',
        retryAfterMs: 7_000,
      },
    });
  });
});
