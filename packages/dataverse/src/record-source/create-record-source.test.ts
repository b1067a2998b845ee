import { describe, expect, it } from '@jest/globals';
import type { RecordRef } from '@spotler-connector/anonymization-policy';
import type { JsonObject } from '../values/json-object.ts';
import type { RowReader } from '../web-api/connection.ts';
import type { RowQuery } from '../web-api/row-query.ts';
import { createRecordSource } from './create-record-source.ts';

const ID = '6d81597f-0f9f-e711-8122-000d3aa2331c';
function aRow(given: JsonObject = {}): JsonObject {
  return {
    '@odata.etag': 'W/"7"',
    contactid: ID,
    statecode: 0,
    emailaddress1: 'a@example.org',
    donotemail: false,
    donotbulkemail: false,
    modifiedon: new Date('2026-01-02T03:04:05Z'),
    ...given,
  };
}

/** A connection that knows one row, and the queries it was asked. */
function aConnection(row: JsonObject | null): RowReader & { queries: RowQuery[] } {
  const queries: RowQuery[] = [];
  const refuse = async () => Promise.reject(new Error('not asked for'));
  return {
    queries,
    row: async (query) => {
      queries.push(query);
      return row;
    },
    find: refuse,
    each: refuse,
  };
}

describe('a reading', () => {
  it('has the ETag for version and the record id for external id', async () => {
    const reading = await createRecordSource({ connection: aConnection(aRow()) }).read({
      table: 'contact',
      id: ID,
    });
    expect(reading).toMatchObject({
      version: 'W/"7"',
      externalId: ID,
      modifiedOn: '2026-01-02T03:04:05.000Z',
    });
  });

  it('asks for no column that nobody needs', async () => {
    const connection = aConnection(aRow());
    const mapping = { contact: [{ column: 'emailaddress1', property: 'email' }], lead: [], account: [] };
    await createRecordSource({ connection, mapping }).read({ table: 'contact', id: ID });
    expect(connection.queries[0]?.columns).toEqual([
      'contactid',
      'modifiedon',
      'statecode',
      'emailaddress1',
      'donotemail',
      'donotbulkemail',
    ]);
  });

  it('is refused without an ETag, for then nobody could tell whether the row changed', async () => {
    const source = createRecordSource({ connection: aConnection(aRow({ '@odata.etag': undefined })) });
    await expect(source.read({ table: 'contact', id: ID })).rejects.toMatchObject({ kind: 'protocol' });
  });

  it('takes ids with braces and in capitals, and refuses what is no id', async () => {
    const source = createRecordSource({ connection: aConnection(aRow()) });
    expect(await source.read({ table: 'contact', id: `{${ID.toUpperCase()}}` })).toMatchObject({
      externalId: ID,
    });
    await expect(source.read({ table: 'contact', id: "x') or true" })).rejects.toMatchObject({
      kind: 'rejected',
    });
  });

  it('is refused for a table that is not one of ours', async () => {
    const source = createRecordSource({ connection: aConnection(aRow()) });
    const ref: RecordRef = JSON.parse(`{"table":"toString","id":"${ID}"}`);
    await expect(source.read(ref)).rejects.toMatchObject({ name: 'DataverseError', kind: 'rejected' });
  });

  it("ends with the caller's reason when that comes first", async () => {
    const connection = { ...aConnection(null), row: () => new Promise<never>(() => {}) };
    const controller = new AbortController();
    const reading = createRecordSource({ connection }).read(
      { table: 'lead', id: ID },
      { signal: controller.signal },
    );
    controller.abort(new Error('shutting down'));
    await expect(reading).rejects.toThrow('shutting down');
  });
});

describe('an external id column', () => {
  const externalIdColumn = 'new_spotlerid';
  const read = (row: JsonObject | null, externalId?: string) =>
    createRecordSource({ connection: aConnection(row), externalIdColumn }).read(
      { table: 'contact', id: ID },
      { externalId },
    );

  it.each([
    ['S-1', 'S-1'],
    [' S-1 ', 'S-1'],
    [4711, '4711'],
  ])('with %j gives %j', async (value, externalId) => {
    expect(await read(aRow({ new_spotlerid: value }))).toMatchObject({ externalId });
  });

  it('is asked for', async () => {
    const connection = aConnection(aRow({ new_spotlerid: 'S-1' }));
    await createRecordSource({ connection, externalIdColumn }).read({ table: 'contact', id: ID });
    expect(connection.queries[0]?.columns).toContain('new_spotlerid');
  });

  it('of a deleted record is what the pre-image of its Delete said', async () => {
    expect(await read(null, 'S-1')).toMatchObject({ externalId: 'S-1', snapshot: { presence: 'deleted' } });
  });

  it.each([
    ['empty', aRow({ new_spotlerid: null })],
    ['blank', aRow({ new_spotlerid: ' ' })],
    ['of a deleted record without pre-image', null],
  ])('that is %s is an error, not the record id', async (_, row) => {
    await expect(read(row)).rejects.toMatchObject({ kind: 'rejected', code: 'ExternalIdUnknown' });
  });
});
