import { describe, expect, it } from '@jest/globals';
import type { RecordRef } from '@spotler-connector/anonymization-policy';
import type { JsonObject } from '../values/json-object.ts';
import type { RowQuery } from '../web-api/row-query.ts';
import { createRecordSource } from './create-record-source.ts';
import type { RecordConnection } from './record-source.ts';
import { aRecordConnection } from './testing/a-record-connection.ts';

const ID = '6d81597f-0f9f-e711-8122-000d3aa2331c';
function aRow(given: JsonObject = {}): JsonObject {
  return {
    '@odata.etag': 'W/"7"',
    contactid: ID,
    statecode: 0,
    emailaddress1: 'a@example.org',
    donotemail: false,
    donotbulkemail: false,
    modifiedon: '2026-01-02T03:04:05Z',
    merged: false,
    _masterid_value: null,
    ...given,
  };
}

/** A connection that knows one row, and the queries it was asked. */
function aConnection(row: JsonObject | null): RecordConnection & { queries: RowQuery[] } {
  const queries: RowQuery[] = [];
  const connection = aRecordConnection({
    row: async (query) => {
      queries.push(query);
      return row;
    },
  });
  return { ...connection, queries };
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
      modifiedOn: '2026-01-02T03:04:05Z',
    });
  });

  it('asks for no column that nobody needs', async () => {
    const connection = aConnection(aRow({ emailaddress2: null }));
    const email = [{ column: 'emailaddress2', property: 'email' }];
    const mapping = { contact: email, lead: email, account: email };
    await createRecordSource({ connection, mapping }).read({ table: 'contact', id: ID });
    expect(connection.queries[0]?.columns).toEqual([
      'contactid',
      'modifiedon',
      'statecode',
      'donotemail',
      'donotbulkemail',
      'emailaddress2',
      'merged',
      '_masterid_value',
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

describe('a reading of a present record', () => {
  it('is present, and of a deleted one deleted', async () => {
    const read = (row: JsonObject | null) =>
      createRecordSource({ connection: aConnection(row) }).read({ table: 'contact', id: ID });
    expect(await read(aRow())).toMatchObject({ snapshot: { presence: 'present' }, version: 'W/"7"' });
    expect(await read(null)).toEqual({
      ref: { table: 'contact', id: ID },
      snapshot: { table: 'contact', presence: 'deleted' },
      version: null,
      externalId: ID,
      externalIdStored: true,
      formerExternalId: null,
      mergedInto: null,
      properties: {},
      modifiedOn: null,
    });
  });

  it('judges the address that is mapped, trimmed as it is for Spotler', async () => {
    const email = [{ column: 'emailaddress2', property: 'email' }];
    const mapping = { contact: email, lead: email, account: email };
    const row = aRow({ emailaddress1: null, emailaddress2: '\u00a0anna@example.org ' });
    const reading = await createRecordSource({ connection: aConnection(row), mapping }).read({
      table: 'contact',
      id: ID,
    });
    expect(reading).toMatchObject({
      snapshot: { email: 'anna@example.org' },
      properties: { email: 'anna@example.org' },
    });
    const byDefault = createRecordSource({ connection: aConnection(row) });
    expect(await byDefault.read({ table: 'contact', id: ID })).toMatchObject({ snapshot: { email: null } });
  });

  it('is refused for a mapping without an address', () => {
    const email = [{ column: 'emailaddress1', property: 'email' }];
    const mapping = { contact: email, lead: [], account: email };
    expect(() => createRecordSource({ connection: aConnection(null), mapping })).toThrow(
      'lead has no rule with a column',
    );
  });
});
