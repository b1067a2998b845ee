import { describe, expect, it } from '@jest/globals';
import { DataverseError, type ReadOptions } from '@spotler-connector/dataverse';
import { aDeletedReading, aRecordReading } from '@spotler-connector/dataverse/testing';
import { dataverseSource } from './dataverse-source.ts';

const ref = { table: 'contact', id: '6d81597f-0f9f-e711-8122-000d3aa2331c' } as const;
const present = aRecordReading({ ref, externalId: ref.id, version: 'W/"7"' });
const deleted = aDeletedReading({ ref, externalId: ref.id });

describe('Dataverse as the source', () => {
  it('reads a record', async () => {
    expect(await dataverseSource({ read: async () => deleted }).read(ref)).toEqual({
      ...deleted,
      order: null,
    });
  });

  it('passes on the external id that a deleted record is known by', async () => {
    const given: (ReadOptions | undefined)[] = [];
    const records = {
      read: async (_ref: unknown, options?: ReadOptions) => {
        given.push(options);
        return deleted;
      },
    };
    await dataverseSource(records, { externalId: 'S-1' }).read(ref);
    await dataverseSource(records).read(ref);
    expect(given).toEqual([{ externalId: 'S-1' }, {}]);
  });

  it('finds the order that stands for the version that was read', async () => {
    const order = { jobId: ref.id, orderedOn: '2026-11-27T12:00:00Z' };
    const questions: unknown[] = [];
    const jobs = {
      standing: async (...question: unknown[]) => {
        questions.push(question.slice(0, 2));
        return order;
      },
    };
    const source = dataverseSource({ read: async () => present }, { jobs });
    expect(await source.read(ref)).toEqual({ ...present, order });
    expect(questions).toEqual([[ref, 'W/"7"']]);
  });

  it('asks for no order about a record that is anonymized anyway', async () => {
    const jobs = { standing: () => Promise.reject(new Error('nobody should ask')) };
    const decide = () => ({ action: 'anonymize', rule: 'deleted', causes: [], policyVersion: '1' }) as const;
    const read = async () => present;
    expect(await dataverseSource({ read }, { jobs, decide }).read(ref)).toMatchObject({ order: null });
    expect(await dataverseSource({ read: async () => deleted }, { jobs }).read(ref)).toMatchObject({
      order: null,
    });
  });

  it('takes orders that can not be read for a failure, not for none', async () => {
    const away = new DataverseError({ kind: 'unavailable', message: 'Dataverse is away', status: 503 });
    const jobs = { standing: () => Promise.reject(away) };
    await expect(dataverseSource({ read: async () => present }, { jobs }).read(ref)).rejects.toMatchObject({
      failure: { side: 'source', kind: 'unavailable', status: 503 },
    });
  });

  it('translates a failure', async () => {
    const busy = new DataverseError({
      kind: 'unavailable',
      message: 'Dataverse is busy',
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
