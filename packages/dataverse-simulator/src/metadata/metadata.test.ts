import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DynamicsWebApi } from 'dynamics-web-api';
import { aSimulator } from '../a-simulator.ts';
import type { DataverseSimulator } from '../dataverse-simulator.ts';

function label(text: string) {
  return { LocalizedLabels: [{ Label: text, LanguageCode: 1033 }] };
}
const NAME = {
  '@odata.type': 'Microsoft.Dynamics.CRM.StringAttributeMetadata',
  SchemaName: 'New_Name',
  IsPrimaryName: true,
};
const STATUS = {
  '@odata.type': 'Microsoft.Dynamics.CRM.PicklistAttributeMetadata',
  SchemaName: 'new_status',
  DefaultFormValue: 2,
  OptionSet: { Options: [{ Value: 2, Label: label('Waiting') }] },
};
const TABLE = { SchemaName: 'New_Order', Attributes: [NAME] };
const KEY = "LogicalName='new_order'";

let simulator: DataverseSimulator;
let client: DynamicsWebApi;
beforeEach(async () => {
  simulator = (await aSimulator()).simulator;
  client = new DynamicsWebApi({ serverUrl: simulator.url });
});
afterEach(() => simulator.close());

describe('metadata', () => {
  it('makes a table, in which rows can be made at once', async () => {
    await client.createEntity({ data: TABLE });
    await client.createAttribute({ entityKey: KEY, data: STATUS });
    const id = await client.create({ collection: 'new_orders', data: { new_name: 'first' } });
    expect(simulator.get('new_order', String(id))).toMatchObject({ new_name: 'first', new_status: 2 });
  });

  it('describes tables, columns and the options of choices', async () => {
    await client.createEntity({ data: TABLE });
    await client.createAttribute({ entityKey: KEY, data: STATUS });
    const { value: tables } = await client.retrieveEntities({ filter: "LogicalName eq 'new_order'" });
    expect(tables).toMatchObject([{ EntitySetName: 'new_orders', PrimaryIdAttribute: 'new_orderid' }]);
    const { value: choices } = await client.retrieveAttributes({
      entityKey: KEY,
      castType: 'Microsoft.Dynamics.CRM.PicklistAttributeMetadata',
    });
    expect(choices).toMatchObject([
      { LogicalName: 'new_status', OptionSet: { Options: [{ Value: 2, Label: label('Waiting') }] } },
    ]);
  });

  it('makes lookups by relationships', async () => {
    await client.createEntity({ data: TABLE });
    const lookup = {
      '@odata.type': 'Microsoft.Dynamics.CRM.LookupAttributeMetadata',
      SchemaName: 'new_leadid',
    };
    const relationship = { ReferencedEntity: 'lead', ReferencingEntity: 'new_order', Lookup: lookup };
    await client.createRelationship({ data: relationship });
    const { value: columns } = await client.retrieveAttributes({ entityKey: KEY });
    expect(columns).toContainEqual(
      expect.objectContaining({ LogicalName: 'new_leadid', AttributeType: 'Lookup' }),
    );
  });

  it('can be deleted with its rows', async () => {
    const id = await client.createEntity<string>({ data: TABLE });
    await client.deleteRecord({ collection: 'EntityDefinitions', key: id });
    await expect(client.retrieveMultiple({ collection: 'new_orders' })).rejects.toMatchObject({
      status: 404,
    });
  });

  it.each([
    ['a table that is there', { SchemaName: 'contact', Attributes: [NAME] }],
    ['a table without a name column', { SchemaName: 'new_other', Attributes: [] }],
  ])('refuses %s', async (_, data) => {
    await expect(client.createEntity({ data })).rejects.toMatchObject({ status: 400 });
  });

  it('refuses a column twice, one without a type, and one of a table that is not there', async () => {
    await client.createEntity({ data: TABLE });
    const make = (data: object, entityKey = KEY) => client.createAttribute({ entityKey, data });
    await expect(make(NAME)).rejects.toMatchObject({ status: 400 });
    await expect(make({ SchemaName: 'new_x' })).rejects.toMatchObject({ status: 400 });
    await expect(make(STATUS, "LogicalName='nothing'")).rejects.toMatchObject({ status: 404 });
  });
});

describe('a row of a system table', () => {
  it.each([
    ['serviceendpoints', { name: 'somewhere' }],
    ['sdkmessageprocessingsteps', { name: 'a step', mode: 1, stage: 40, rank: 1 }],
  ])('of %s is refused without what it must have', async (collection, data) => {
    await expect(client.create({ collection, data })).rejects.toMatchObject({ status: 400 });
  });

  it('says of an endpoint that a key is set, and never which', async () => {
    const endpoint = {
      name: 'a',
      contract: 6,
      connectionmode: 1,
      path: 'q',
      solutionnamespace: 'n',
      userclaim: 1,
    };
    const data = { ...endpoint, saskey: 'canary' };
    const id = String(await client.create({ collection: 'serviceendpoints', data }));
    const row = await client.retrieve({ collection: 'serviceendpoints', key: id });
    expect(row).toMatchObject({ issaskeyset: true });
    expect(JSON.stringify(row)).not.toContain('canary');
  });

  it('gets privileges by an action that takes the names of depths', async () => {
    const id = String(await client.create({ collection: 'roles', data: { name: 'A role' } }));
    const [privilege] = simulator.all('privilege');
    const grant = (Depth: unknown) =>
      client.callAction({
        collection: 'roles',
        key: id,
        actionName: 'Microsoft.Dynamics.CRM.AddPrivilegesRole',
        action: { Privileges: [{ PrivilegeId: privilege?.['privilegeid'], Depth }] },
      });
    await expect(grant(3)).rejects.toMatchObject({ status: 400 });
    await grant('Basic');
    await grant('Global');
    expect(simulator.all('roleprivileges')).toMatchObject([{ roleid: id, privilegedepthmask: 8 }]);
  });
});
