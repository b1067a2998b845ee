import { afterEach, describe, expect, it } from '@jest/globals';
import type { RecordRef, Table } from '@spotler-connector/anonymization-policy';
import {
  createRecordSource,
  type DataverseRecordSource,
  type RecordSourceOptions,
} from '@spotler-connector/dataverse';
import { aSimulator, type ListeningSimulator } from './a-simulator.ts';

const COLUMN = 'new_spotlerid';
const started: ListeningSimulator[] = [];
afterEach(async () => {
  for (const { simulator } of started.splice(0)) await simulator.close();
});

async function aScene(options: RecordSourceOptions = {}) {
  const listening = await aSimulator();
  started.push(listening);
  const { simulator } = listening;
  const source = createRecordSource({ url: simulator.url, authentication: { kind: 'none' }, ...options });
  return { simulator, source };
}

async function refsOf(holders: ReturnType<DataverseRecordSource['holders']>): Promise<RecordRef[]> {
  return (await holders).map(({ ref }) => ref);
}

describe('holders of a contact without an external id column', () => {
  it('are rows of other tables with the same id, with their readings', async () => {
    const { simulator, source } = await aScene();
    const id = await simulator.create('contact', { emailaddress1: 'anna@example.org' });
    const deleted: RecordRef = { table: 'lead', id };
    expect(await source.read(deleted)).toMatchObject({ snapshot: { presence: 'deleted' } });
    expect(await source.holders(deleted, id)).toMatchObject([
      { ref: { table: 'contact', id }, externalId: id, snapshot: { email: 'anna@example.org' } },
    ]);
  });

  it('are the record itself as well when a query finds it, whatever an answer said in its language', async () => {
    const { simulator, source } = await aScene();
    const id = await simulator.create('contact', {});
    const ref: RecordRef = { table: 'contact', id };
    simulator.fail({ answer: 'absent, in Dutch', path: `contacts(${id})`, times: 9 });
    expect(await source.read(ref)).toMatchObject({ snapshot: { presence: 'deleted' } });
    expect(await refsOf(source.holders(ref, id))).toEqual([ref]);
  });

  it('are asked for in one request, however many ask at once', async () => {
    const { simulator, source } = await aScene();
    const ids = await Promise.all(Array.from({ length: 30 }, () => simulator.create('account', {})));
    const before = simulator.requests();
    const found = await Promise.all(ids.map((id) => source.holders({ table: 'contact', id }, id)));
    expect(found.flat()).toHaveLength(30);
    expect(simulator.requests() - before).toBe(1);
  });

  it('are not none as long as one may be hidden from us', async () => {
    const { simulator, source } = await aScene();
    const id = await simulator.create('contact', {});
    simulator.hide('contact', id);
    await expect(source.holders({ table: 'lead', id }, id)).rejects.toMatchObject({
      kind: 'rejected',
      status: 403,
    });
  });

  it.each(['a missing caller', 'maintenance', 'an unknown path', 'a page that is not found'])(
    'are not none after %s',
    async (answer) => {
      const { simulator, source } = await aScene();
      const id = '6d81597f-0f9f-e711-8122-000d3aa2331c';
      simulator.fail({ answer, times: 9 });
      await expect(source.holders({ table: 'lead', id }, id)).rejects.toMatchObject({
        name: 'DataverseError',
      });
      simulator.clearFaults();
      expect(await source.holders({ table: 'lead', id }, id)).toEqual([]);
    },
  );
});

describe('holders of a contact with an external id column', () => {
  it('are the records of all three tables with that value, exactly', async () => {
    const { simulator, source } = await aScene({ externalIdColumn: COLUMN });
    const tables: Table[] = ['contact', 'lead', 'account'];
    const ids = await Promise.all(tables.map((table) => simulator.create(table, { [COLUMN]: 'S-7' })));
    await simulator.create('contact', { [COLUMN]: 's-7' });
    await simulator.create('contact', { [COLUMN]: 'S-8' });
    const refs = tables.map((table, index) => ({ table, id: ids[index] }));
    expect(await refsOf(source.holders({ table: 'contact', id: ids[0] ?? '' }, 'S-7'))).toEqual(refs);
    expect(await refsOf(source.holders({ table: 'contact', id: ids[0] ?? '' }, 'S-9'))).toEqual([]);
  });

  it.each([
    "O'Brien",
    "' or contactid ne null or '",
    '{6d81597f-0f9f-e711-8122-000d3aa2331c}',
    '4711',
    'a,b&c=d#e%f+g',
    'Žofia-€-Ł',
    '2026-01-01T00:00:00+02:00',
    '--batchresponse_x',
  ])('are found whatever the value is: %s', async (value) => {
    const { simulator, source } = await aScene({ externalIdColumn: COLUMN });
    const id = await simulator.create('contact', { [COLUMN]: value });
    await simulator.create('contact', { [COLUMN]: 'another' });
    const ref: RecordRef = { table: 'contact', id };
    expect((await source.read(ref)).externalId).toBe(value);
    expect(await refsOf(source.holders(ref, value))).toEqual([ref]);
  });

  it('are found in a column of numbers too', async () => {
    const { simulator, source } = await aScene({ externalIdColumn: COLUMN });
    const id = await simulator.create('account', { [COLUMN]: 4711 });
    expect(await refsOf(source.holders({ table: 'lead', id }, '4711'))).toEqual([{ table: 'account', id }]);
  });

  it('are records without a value when their own id stands in for it', async () => {
    const { simulator, source } = await aScene({ externalIdColumn: COLUMN });
    const id = await simulator.create('contact', {});
    const ref: RecordRef = { table: 'contact', id };
    expect(await refsOf(source.holders({ table: 'lead', id }, id))).toEqual([ref]);
    await simulator.update('contact', id, { [COLUMN]: 'S-1' });
    expect(await refsOf(source.holders({ table: 'lead', id }, id))).toEqual([]);
    const strict = createRecordSource({
      url: simulator.url,
      authentication: { kind: 'none' },
      externalIdColumn: COLUMN,
      externalIdFallback: 'none',
    });
    await simulator.update('contact', id, { [COLUMN]: null });
    expect(await refsOf(strict.holders(ref, id))).toEqual([]);
  });

  it('are asked for in one request, however many ask at once', async () => {
    const { simulator, source } = await aScene({ externalIdColumn: COLUMN });
    const values = Array.from({ length: 30 }, (_, index) => `S-${index}`);
    for (const value of values) await simulator.create('contact', { [COLUMN]: value });
    const before = simulator.requests();
    const ref: RecordRef = { table: 'lead', id: '6d81597f-0f9f-e711-8122-000d3aa2331c' };
    const found = await Promise.all(values.map((value) => source.holders(ref, value)));
    expect(found.map((holders) => holders.map(({ externalId }) => externalId))).toEqual(
      values.map((value) => [value]),
    );
    expect(simulator.requests() - before).toBe(1);
  });

  it('are not none after an answer that does not say so', async () => {
    const { simulator, source } = await aScene({ externalIdColumn: COLUMN });
    simulator.fail({ status: 404, path: '$batch' });
    const ref: RecordRef = { table: 'lead', id: '6d81597f-0f9f-e711-8122-000d3aa2331c' };
    await expect(source.holders(ref, 'S-1')).rejects.toMatchObject({ kind: 'protocol' });
  });
});

describe('the former external id', () => {
  it('is what the record had before the change, when it is another one', async () => {
    const { simulator, source } = await aScene({ externalIdColumn: COLUMN });
    const id = await simulator.create('contact', { [COLUMN]: 'S-8' });
    const ref: RecordRef = { table: 'contact', id };
    expect(await source.read(ref, { externalId: 'S-7' })).toMatchObject({
      externalId: 'S-8',
      formerExternalId: 'S-7',
    });
    expect(await source.read(ref, { externalId: 'S-8' })).toMatchObject({ formerExternalId: null });
    expect(await source.read(ref, { externalId: null })).toMatchObject({ formerExternalId: id });
    expect(await source.read(ref)).toMatchObject({ formerExternalId: null });
  });
});

describe('writing an external id back', () => {
  it('happens once, to the record as it was read', async () => {
    const { simulator, source } = await aScene({
      externalIdColumn: COLUMN,
      externalIdFallback: 'write-back',
    });
    const id = await simulator.create('lead', {});
    const ref: RecordRef = { table: 'lead', id };
    const reading = await source.read(ref);
    expect(reading).toMatchObject({ externalId: id, externalIdStored: false });
    await simulator.update('lead', id, { lastname: 'Berg' });
    expect(await source.storeExternalId(reading)).toBe('changed-meanwhile');
    expect(await source.storeExternalId(await source.read(ref))).toBe('updated');
    expect(simulator.get('lead', id)?.[COLUMN]).toBe(id);
    const stored = await source.read(ref);
    expect(stored).toMatchObject({ externalId: id, externalIdStored: true });
    expect(await source.storeExternalId(stored)).toBe('kept');
    await simulator.delete('lead', id);
    expect(await source.storeExternalId({ ...stored, externalIdStored: false })).toBe('deleted');
    expect(simulator.get('lead', id)).toBeNull();
  });

  it('does not happen where the record id stands in', async () => {
    const { simulator, source } = await aScene({ externalIdColumn: COLUMN });
    const id = await simulator.create('lead', {});
    expect(await source.storeExternalId(await source.read({ table: 'lead', id }))).toBe('kept');
    expect(simulator.writes()).toBe(0);
  });
});
