import { afterEach, describe, expect, it } from '@jest/globals';
import {
  connectDataverse,
  createBulkReader,
  createJobStore,
  createRecordSource,
  defaultJobTable,
  listOrders,
} from '@spotler-connector/dataverse';
import type { DataverseSimulator } from './dataverse-simulator.ts';
import type { DataverseSimulatorOptions } from './dataverse-simulator-options.ts';
import { startDataverseSimulator } from './start-dataverse-simulator.ts';

let simulator: DataverseSimulator | undefined;
afterEach(() => simulator?.close());

async function aDataverse(options: DataverseSimulatorOptions = {}, externalIdColumn?: string) {
  simulator = await startDataverseSimulator(options);
  const connection = connectDataverse({ url: simulator.url, authentication: { kind: 'none' }, retries: 0 });
  const fallback = { externalIdColumn, externalIdFallback: 'none' as const };
  const records = createRecordSource({ connection, ...fallback });
  return {
    simulator,
    connection,
    records,
    reader: createBulkReader({ connection, records, ...fallback }),
  };
}

describe('reading a whole table', () => {
  it('takes pages of 5000, and then what changed and was deleted since', async () => {
    const { simulator: dataverse, reader } = await aDataverse();
    const ids: string[] = [];
    for (let index = 0; index < 5_002; index++) {
      ids.push(await dataverse.create('lead', { emailaddress1: `lead-${index}@example.org` }));
    }
    const before = dataverse.requests();
    const first = await reader.page('lead', { trackChanges: true });
    expect(first.readings).toHaveLength(5_000);
    // A row that changes between two pages shifts none of the others.
    await dataverse.update('lead', ids[0] ?? '', { donotemail: true });
    const second = await reader.page('lead', { link: first.nextLink });
    expect(second.readings.map(({ ref }) => ref.id)).toEqual(ids.slice(5_000));
    expect(second.nextLink).toBeUndefined();
    expect(dataverse.requests() - before).toBe(2);
    await dataverse.delete('lead', ids[1] ?? '');
    const changed = await reader.page('lead', { link: second.deltaLink });
    expect(changed).toMatchObject({
      readings: [{ ref: { table: 'lead', id: ids[0] }, snapshot: { doNotEmail: true } }],
      deleted: [{ table: 'lead', id: ids[1] }],
    });
  });

  it('gives the reading that reading by id gives, survivors of merged records among it', async () => {
    const { simulator: dataverse, reader, records } = await aDataverse();
    const survivor = await dataverse.create('contact', { emailaddress1: 'a@example.org', donotemail: true });
    const merged = await dataverse.create('contact', { emailaddress1: 'b@example.org' });
    await dataverse.merge('contact', survivor, merged);
    const { readings } = await reader.page('contact');
    const alone = await Promise.all(readings.map(({ ref }) => records.read(ref)));
    expect(readings).toEqual(alone);
    expect(readings.find(({ ref }) => ref.id === merged)?.snapshot).toMatchObject({
      survivor: { doNotEmail: true },
    });
  });

  it('names the records whose contact nobody can tell', async () => {
    const { simulator: dataverse, reader } = await aDataverse({}, 'telephone1');
    const id = await dataverse.create('contact', { emailaddress1: 'a@example.org' });
    expect(await reader.page('contact')).toMatchObject({
      readings: [],
      unreadable: [{ table: 'contact', id }],
    });
  });

  it('refuses a table without change tracking, which can be read without it', async () => {
    const { reader } = await aDataverse({ untracked: ['lead'] });
    await expect(reader.page('lead', { trackChanges: true })).rejects.toMatchObject({ status: 400 });
    expect(await reader.page('lead')).toMatchObject({ readings: [], deltaLink: undefined });
  });

  it('sends the token to its own environment only, whatever host a link names', async () => {
    const { reader } = await aDataverse();
    const link = 'https://elsewhere.example/api/data/v9.2/leads';
    expect(await reader.page('lead', { link })).toMatchObject({ readings: [] });
  });
});

describe('listing orders', () => {
  it('finds those that stand and those that are pending', async () => {
    const { simulator: dataverse, connection } = await aDataverse();
    const table = defaultJobTable();
    const { columns, operations } = table;
    const id = await dataverse.create('contact', { emailaddress1: 'a@example.org' });
    const order = () =>
      dataverse.create(table.table, {
        [columns.operation]: operations.anonymizeContact,
        [columns.customer]: { table: 'contact', id, name: null },
      });
    const [failed, pending] = [await order(), await order()];
    const store = createJobStore({ connection });
    const job = await store.read(failed);
    if (job !== null) {
      await store.finish(job, { status: 'failed', code: 'x', message: 'x', completedAt: 0 });
    }
    const { jobs } = await listOrders(connection, table);
    expect(jobs).toMatchObject([{ id: pending, status: 'pending', records: [{ table: 'contact', id }] }]);
  });
});
