import { afterEach, describe, expect, it } from '@jest/globals';
import { connectDataverse } from './connection.ts';
import { aClock } from './testing/a-clock.ts';
import { aScriptedServer, type ScriptedAnswer } from './testing/a-server.ts';

const ID = '6d81597f-0f9f-e711-8122-000d3aa2331c';
function errorBody(code: string, message = 'canary@example.org') {
  return { error: { code, message } };
}
const MISSING = { status: 404, body: errorBody('0x80040217', `contact With Id = ${ID} Does Not Exist`) };

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** A connection to a server that gives these answers, and what the server receives. */
async function connectTo(answers: readonly ScriptedAnswer[]) {
  const server = await aScriptedServer(...answers);
  closers.push(server.close);
  const connection = connectDataverse({ url: server.url, authentication: { kind: 'none' }, clock: aClock() });
  return { connection, requests: server.requests };
}

describe("the metadata of a table's columns", () => {
  it('is asked for by kind, with the options of choices', async () => {
    const { connection, requests } = await connectTo([{ body: { value: [{ LogicalName: 'contract' }] } }]);
    const query = {
      table: 'serviceendpoint',
      kind: 'PicklistAttributeMetadata',
      properties: ['LogicalName'],
    };
    const columns = await connection.columns({ ...query, expand: 'OptionSet($select=Options)' });
    expect(columns).toEqual([{ LogicalName: 'contract' }]);
    expect(decodeURIComponent(requests[0]?.line ?? '')).toBe(
      "GET /api/data/v9.2/EntityDefinitions(LogicalName='serviceendpoint')/Attributes/" +
        'Microsoft.Dynamics.CRM.PicklistAttributeMetadata?$select=LogicalName&$expand=OptionSet($select=Options)',
    );
  });
});

describe('making and deleting a row', () => {
  const made = { status: 204, headers: { 'OData-EntityId': `https://contoso/api/data/v9.2/roles(${ID})` } };

  it('gives the id of what was made', async () => {
    const { connection, requests } = await connectTo([made]);
    expect(await connection.create('roles', { name: 'Spotler Connector' })).toBe(ID);
    expect(requests[0]).toMatchObject({
      line: 'POST /api/data/v9.2/roles',
      body: '{"name":"Spotler Connector"}',
    });
  });

  it('makes a column of a table', async () => {
    const { connection, requests } = await connectTo([made]);
    await connection.createColumn('spotler_job', { SchemaName: 'spotler_status' });
    expect(requests[0]).toMatchObject({
      line: "POST /api/data/v9.2/EntityDefinitions(LogicalName='spotler_job')/Attributes",
      body: '{"SchemaName":"spotler_status"}',
    });
  });

  it('is not tried again when it may have been done', async () => {
    const { connection, requests } = await connectTo([{ status: 503, body: errorBody('') }, made]);
    await expect(connection.create('roles', {})).rejects.toMatchObject({ kind: 'unavailable' });
    expect(requests).toHaveLength(1);
  });

  it('is another thing than a deletion, which may be tried twice', async () => {
    const { connection, requests } = await connectTo([{ status: 503, body: errorBody('') }, { status: 204 }]);
    await connection.remove('roles', ID);
    expect(requests).toHaveLength(2);
  });

  it('is tried again when Dataverse was too busy to look at it', async () => {
    const tooMany = { status: 429, headers: { 'Retry-After': '1' }, body: errorBody('0x80072322') };
    const { connection } = await connectTo([tooMany, made]);
    expect(await connection.create('roles', {})).toBe(ID);
  });

  it('does not mind a row that is gone already', async () => {
    const { connection, requests } = await connectTo([MISSING]);
    await expect(connection.remove('contacts', ID)).resolves.toBeUndefined();
    expect(requests[0]?.line).toBe(`DELETE /api/data/v9.2/contacts(${ID})`);
  });

  it('never takes another refusal for one that is gone', async () => {
    const { connection } = await connectTo([{ status: 404, body: errorBody('0x8006088a') }]);
    await expect(connection.remove('contacts', ID)).rejects.toMatchObject({ kind: 'protocol' });
  });
});

describe('an action', () => {
  it('is called on its own or on a row', async () => {
    const { connection, requests } = await connectTo([{ status: 204 }]);
    await connection.act('CreateCustomerRelationships', { Lookup: {} });
    await connection.act('Microsoft.Dynamics.CRM.AddPrivilegesRole', {}, { entitySet: 'roles', id: ID });
    expect(requests.map(({ line }) => line)).toEqual([
      'POST /api/data/v9.2/CreateCustomerRelationships',
      `POST /api/data/v9.2/roles(${ID})/Microsoft.Dynamics.CRM.AddPrivilegesRole`,
    ]);
  });

  it('that is refused is an error without its words', async () => {
    const { connection } = await connectTo([{ status: 400, body: errorBody('0x80048d19') }]);
    await expect(connection.act('Nothing', {})).rejects.toThrow(/^Dataverse rejects the request \(400/);
  });
});
