import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DynamicsWebApi } from 'dynamics-web-api';
import type { DataverseSimulator } from './dataverse-simulator.ts';
import { startDataverseSimulator } from './start-dataverse-simulator.ts';

let simulator: DataverseSimulator;
let client: DynamicsWebApi;

beforeEach(async () => {
  simulator = await startDataverseSimulator();
  client = new DynamicsWebApi({ serverUrl: simulator.url, propagateErrors: true });
});
afterEach(() => simulator.close());

function contacts(names: readonly string[]) {
  return Promise.all(names.map((lastname) => simulator.create('contact', { lastname })));
}
function namesOf(rows: readonly { lastname: string }[]) {
  return rows.map(({ lastname }) => lastname);
}

describe('one row', () => {
  it('is created, read, changed, given back and deleted', async () => {
    const created: string = await client.create({ collection: 'contacts', data: { lastname: 'Berg' } });
    const changed = await client.update({
      collection: 'contacts',
      key: created,
      data: { firstname: 'Anna' },
      returnRepresentation: true,
      select: ['fullname'],
    });
    expect(changed).toMatchObject({ fullname: 'Anna Berg' });
    expect(
      await client.retrieve({ collection: 'contacts', key: created, select: ['lastname', 'statecode'] }),
    ).toMatchObject({ lastname: 'Berg', statecode: 0, contactid: created });
    await client.deleteRecord({ collection: 'contacts', key: created });
    await expect(client.retrieve({ collection: 'contacts', key: created })).rejects.toMatchObject({
      status: 404,
      code: '0x80040217',
      message: `Entity 'contact' With Id = ${created} Does Not Exist`,
    });
  });

  it('is created by an upsert unless that is excluded', async () => {
    const key = '01b5eeb5-455e-ee11-be6f-000d3a1aaa29';
    await expect(client.update({ collection: 'leads', key, data: { subject: 'x' } })).rejects.toMatchObject({
      status: 404,
    });
    await client.upsert({ collection: 'leads', key, data: { subject: 'x' } });
    expect(simulator.get('lead', key)).toMatchObject({ subject: 'x' });
    await expect(
      client.upsert({ collection: 'leads', key, data: { subject: 'y' }, ifnonematch: '*' }),
    ).rejects.toMatchObject({ status: 412 });
  });

  it('keeps lookups and shows them with annotations', async () => {
    const account = await simulator.create('account', { name: 'Berg BV' });
    const key: string = await client.create({
      collection: 'contacts',
      data: { lastname: 'Berg', 'parentcustomerid_account@odata.bind': `/accounts(${account})` },
    });
    expect(await client.retrieve({ collection: 'contacts', key, includeAnnotations: '*' })).toMatchObject({
      _parentcustomerid_value: account,
      '_parentcustomerid_value@Microsoft.Dynamics.CRM.lookuplogicalname': 'account',
    });
  });
});

describe('one property', () => {
  it('is read, set and emptied', async () => {
    const key = await simulator.create('contact', { jobtitle: 'Baker' });
    const property = { collection: 'contacts', key, select: ['/jobtitle'] };
    expect(await client.retrieve({ ...property })).toMatchObject({ value: 'Baker' });
    await client.updateSingleProperty({ collection: 'contacts', key, fieldValuePair: { jobtitle: 'Cook' } });
    expect(simulator.get('contact', key)).toMatchObject({ jobtitle: 'Cook' });
    await client.deleteRecord({ collection: 'contacts', key, property: 'jobtitle' });
    expect(simulator.get('contact', key)).toMatchObject({ jobtitle: null });
  });
});

describe('concurrency', () => {
  it('refuses a change of another version than the one named', async () => {
    const key = await simulator.create('account', { name: 'Berg BV' });
    const { '@odata.etag': etag } = await client.retrieve({ collection: 'accounts', key });
    await client.update({ collection: 'accounts', key, data: { name: 'Berg NV' }, ifmatch: etag });
    await expect(
      client.update({ collection: 'accounts', key, data: { name: 'Dal' }, ifmatch: etag }),
    ).rejects.toMatchObject({ status: 412 });
    await expect(client.deleteRecord({ collection: 'accounts', key, ifmatch: etag })).rejects.toMatchObject({
      status: 412,
    });
    expect(simulator.get('account', key)).toMatchObject({ name: 'Berg NV' });
  });

  it('says that a row has not changed since, but not when annotations are asked for', async () => {
    const key = await simulator.create('account', {});
    const { '@odata.etag': ifnonematch } = await client.retrieve({ collection: 'accounts', key });
    expect(await client.retrieve({ collection: 'accounts', key, ifnonematch })).toBeUndefined();
    expect(
      await client.retrieve({ collection: 'accounts', key, ifnonematch, includeAnnotations: '*' }),
    ).toMatchObject({ accountid: key });
  });
});

describe('many rows', () => {
  it('are filtered, ordered and cut off', async () => {
    await contacts(['Dal', 'Berg', 'Aker', "O'Neil"]);
    const filter = "lastname ne 'Dal' and (startswith(lastname,'b') or lastname eq 'O''Neil')";
    const { value } = await client.retrieveMultiple({
      collection: 'contacts',
      filter,
      orderBy: ['lastname desc'],
    });
    expect(namesOf(value)).toEqual(["O'Neil", 'Berg']);
    const first = await client.retrieveMultiple({ collection: 'contacts', orderBy: ['lastname'], top: 1 });
    expect(namesOf(first.value)).toEqual(['Aker']);
  });

  it('are found by their ids, also when the query is so long that it travels as a batch', async () => {
    const ids = await contacts(Array.from({ length: 80 }, (_, index) => `Person ${index}`));
    const filter = `Microsoft.Dynamics.CRM.In(PropertyName='contactid',PropertyValues=[${ids.map((id) => `'${id}'`)}])`;
    expect((await client.retrieveMultiple({ collection: 'contacts', filter })).value).toHaveLength(80);
  });

  it('come in pages', async () => {
    await contacts(['Aker', 'Berg', 'Dal', 'Eng', 'Fjord']);
    const request = { collection: 'contacts', select: ['lastname'], orderBy: ['lastname'], maxPageSize: 2 };
    const page = await client.retrieveMultiple(request);
    expect(namesOf(page.value)).toEqual(['Aker', 'Berg']);
    const next = await client.retrieveMultiple(request, page.oDataNextLink);
    expect(namesOf(next.value)).toEqual(['Dal', 'Eng']);
    expect(namesOf((await client.retrieveAll(request)).value)).toEqual([
      'Aker',
      'Berg',
      'Dal',
      'Eng',
      'Fjord',
    ]);
  });

  it('are counted', async () => {
    await contacts(['Aker', 'Berg', 'Dal']);
    expect(await client.count({ collection: 'contacts' })).toBe(3);
    expect(await client.count({ collection: 'contacts', filter: "lastname lt 'C'" })).toBe(2);
  });

  it('are found by the logical name of their table too', async () => {
    await contacts(['Aker']);
    const byName = new DynamicsWebApi({ serverUrl: simulator.url, useEntityNames: true });
    expect((await byName.retrieveMultiple({ collection: 'contact' })).value).toHaveLength(1);
  });

  it('bring the rows along that they look up', async () => {
    const account = await simulator.create('account', { name: 'Berg BV' });
    const parentcustomerid = { table: 'account', id: account, name: null };
    const key = await simulator.create('contact', { lastname: 'Berg', parentcustomerid });
    const expand = [{ property: 'parentcustomerid_account', select: ['name'] }];
    const request = { collection: 'contacts', select: ['lastname'], expand };
    const expected = { lastname: 'Berg', parentcustomerid_account: { name: 'Berg BV', accountid: account } };
    expect(await client.retrieve({ ...request, key })).toMatchObject(expected);
    expect((await client.retrieveMultiple(request)).value).toMatchObject([expected]);
    simulator.hide('account', account);
    expect(await client.retrieve({ ...request, key })).toMatchObject({ parentcustomerid_account: null });
    const wrong = { ...request, key, expand: [{ property: 'lastname' }] };
    await expect(client.retrieve(wrong)).rejects.toMatchObject({ status: 400 });
  });

  it('leave out what the caller may not see', async () => {
    const [hidden = ''] = await contacts(['Aker', 'Berg']);
    simulator.hide('contact', hidden);
    expect(namesOf((await client.retrieveMultiple({ collection: 'contacts' })).value)).toEqual(['Berg']);
    await expect(client.retrieve({ collection: 'contacts', key: hidden })).rejects.toMatchObject({
      status: 403,
    });
  });
});
