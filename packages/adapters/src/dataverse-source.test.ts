import { describe, expect, it } from '@jest/globals';
import { DataverseError, type ReadOptions } from '@spotler-connector/dataverse';
import { aDeletedReading, aRecordReading } from '@spotler-connector/dataverse/testing';
import { type DataverseSourceOptions, dataverseSource, type SourceRecords } from './dataverse-source.ts';

const ref = { table: 'contact', id: '6d81597f-0f9f-e711-8122-000d3aa2331c' } as const;
const present = aRecordReading({ ref, externalId: ref.id, version: 'W/"7"' });
const orders = {
  isClaimed: async () => true,
  end: () => Promise.reject(new Error('no order is to be ended')),
};
const deleted = aDeletedReading({ ref, externalId: ref.id });

/** A source over records that are read like this, and over an environment in which all is well. */
function aSource(
  read: SourceRecords['read'],
  options: Partial<DataverseSourceOptions> = {},
  records: Partial<SourceRecords> = {},
) {
  const others = {
    holders: async () => [],
    mergedRecords: async () => [],
    storeExternalId: async () => 'kept' as const,
  };
  const columns = { check: async () => {} };
  return dataverseSource({ read, ...others, ...records }, { columns, sharesContacts: false, ...options });
}

describe('Dataverse as the source', () => {
  it('reads a record', async () => {
    expect(await aSource(async () => deleted).read(ref)).toEqual({
      ...deleted,
      order: null,
    });
  });

  it('passes on the external id that a deleted record is known by', async () => {
    const given: (ReadOptions | undefined)[] = [];
    const read = async (_ref: unknown, options?: ReadOptions) => {
      given.push(options);
      return deleted;
    };
    await aSource(read, { externalId: 'S-1' }).read(ref);
    await aSource(read).read(ref);
    expect(given).toEqual([{ externalId: 'S-1' }, {}]);
  });

  it('finds the order that stands for the version that was read', async () => {
    const order = {
      jobId: ref.id,
      orderedOn: '2026-11-27T12:00:00Z',
      recordVersion: 'W/"7"',
      version: 'W/"1"',
    };
    const questions: unknown[] = [];
    const jobs = {
      standing: async (...question: unknown[]) => {
        questions.push(question.slice(0, 2));
        return order;
      },
      ...orders,
    };
    const source = aSource(async () => present, { jobs });
    expect(await source.read(ref)).toEqual({ ...present, order });
    expect(questions).toEqual([[ref, 'W/"7"']]);
  });

  it('asks for no order about a record that is anonymized anyway', async () => {
    const jobs = { standing: () => Promise.reject(new Error('nobody should ask')), ...orders };
    const decide = () => ({ action: 'anonymize', rule: 'deleted', causes: [], policyVersion: '1' }) as const;
    const read = async () => present;
    expect(await aSource(read, { jobs, decide }).read(ref)).toMatchObject({ order: null });
    expect(await aSource(async () => deleted, { jobs }).read(ref)).toMatchObject({
      order: null,
    });
  });

  it('asks with the record whether anything claims it, and for the order only then', async () => {
    const standing = () => Promise.reject(new Error('nobody should ask'));
    const jobs = { ...orders, standing, isClaimed: async () => false };
    expect(await aSource(async () => present, { jobs }).read(ref)).toEqual({ ...present, order: null });
    const away = new DataverseError({ kind: 'unavailable', message: 'Dataverse is away', status: 503 });
    const failing = { ...jobs, isClaimed: () => Promise.reject(away) };
    await expect(aSource(async () => present, { jobs: failing }).read(ref)).rejects.toMatchObject({
      failure: { side: 'source', kind: 'unavailable', status: 503 },
    });
    expect(await aSource(async () => deleted, { jobs: failing }).read(ref)).toMatchObject({ order: null });
  });

  it('takes orders that can not be read for a failure, not for none', async () => {
    const away = new DataverseError({ kind: 'unavailable', message: 'Dataverse is away', status: 503 });
    const jobs = { standing: () => Promise.reject(away), ...orders };
    await expect(aSource(async () => present, { jobs }).read(ref)).rejects.toMatchObject({
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
    const source = aSource(() => Promise.reject(busy));
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

  it('finds the records that hold a contact, each with the order that stands for it', async () => {
    const order = { jobId: ref.id, orderedOn: null, recordVersion: 'W/"7"', version: 'W/"1"' };
    const holders = async () => [present, deleted];
    const source = aSource(
      async () => deleted,
      { jobs: { standing: async () => order, ...orders } },
      { holders },
    );
    expect(await source.holders(ref, 'S-1')).toEqual([
      { ...present, order },
      { ...deleted, order: null },
    ]);
  });

  it('does not ask twice for the order of the record itself among the holders, unless it changed since', async () => {
    const changed = { ...present, version: 'W/"8"' };
    const questions: unknown[] = [];
    const jobs = {
      async standing(_ref: unknown, version: string) {
        questions.push(version);
        return null;
      },
      ...orders,
    };
    let held = present;
    const source = aSource(async () => present, { jobs }, { holders: async () => [held] });
    await source.read(ref);
    await source.holders(ref, 'S-1');
    held = changed;
    await source.holders(ref, 'S-1');
    expect(questions).toEqual(['W/"7"', 'W/"8"']);
  });

  it('asks for holders together with the record: of the id that was told, or of the one read before', async () => {
    const askedIds: string[] = [];
    const holders = async (_: unknown, externalId: string) => {
      askedIds.push(externalId);
      return [present];
    };
    const source = aSource(async () => present, { sharesContacts: true, externalId: 'S-1' }, { holders });
    for (let look = 1; look <= 2; look += 1) {
      await source.read(ref);
      await source.holders(ref, present.externalId);
    }
    expect(askedIds).toEqual(['S-1', present.externalId, present.externalId]);
  });

  it('finds the records that were merged into one', async () => {
    const source = aSource(async () => present, {}, { mergedRecords: async () => [deleted] });
    expect(await source.mergedRecords(ref)).toEqual([deleted.ref]);
  });

  it('reads a record again after its external id was written into it, and writes nothing in a dry run', async () => {
    let reads = 0;
    const read = async () => {
      reads += 1;
      return present;
    };
    const storeExternalId = async () => 'updated' as const;
    await aSource(read, {}, { storeExternalId }).read(ref);
    expect(reads).toBe(2);
    await aSource(read, { readOnly: true }, { storeExternalId }).read(ref);
    expect(reads).toBe(3);
  });

  it('takes holders that can not be found for a failure, not for none', async () => {
    const away = new DataverseError({ kind: 'unavailable', message: 'Dataverse is away' });
    const source = aSource(async () => deleted, {}, { holders: () => Promise.reject(away) });
    await expect(source.holders(ref, 'S-1')).rejects.toMatchObject({ failure: { side: 'source' } });
  });
});
