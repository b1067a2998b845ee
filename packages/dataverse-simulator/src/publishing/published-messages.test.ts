import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from '@jest/globals';
import { aSimulator, type ListeningSimulator } from '../a-simulator.ts';
import type { DataverseSimulatorOptions } from '../dataverse-simulator-options.ts';

const CLAIMS = 'http://schemas.microsoft.com/xrm/2011/Claims/';
const SAMPLE = new URL('../../../dataverse/samples/09-delete-account-sync.json', import.meta.url);

const started: ListeningSimulator[] = [];
afterEach(async () => {
  for (const { simulator } of started.splice(0)) await simulator.close();
});
async function start(options: DataverseSimulatorOptions = {}) {
  const listening = await aSimulator(options);
  started.push(listening);
  return listening;
}

function names(decoded: readonly object[]) {
  return decoded.map((each) => ('messageName' in each ? each.messageName : null));
}

describe('a message', () => {
  it('has the members that Dataverse writes, in its order', async () => {
    const { simulator, bodies } = await start();
    await simulator.create('account', { name: 'Berg BV' });
    const real = JSON.parse(readFileSync(SAMPLE, 'utf8'));
    const [body = {}] = await bodies();
    expect(Object.keys(body)).toEqual(Object.keys(real));
    expect(Object.keys(Object(body['ParentContext']))).toEqual(Object.keys(real.ParentContext));
  });

  it('of a Create has everything in its Target and the new id in its output', async () => {
    const { simulator, bodies } = await start();
    const id = await simulator.create('contact', {
      lastname: 'Berg',
      gendercode: 2,
      birthdate: '1980-02-29',
      emailaddress1: null,
    });
    const [body = {}] = await bodies();
    expect(body).toMatchObject({
      MessageName: 'Create',
      Mode: 1,
      Stage: 40,
      OutputParameters: [{ key: 'id', value: id }],
      PrimaryEntityId: id,
      PrimaryEntityName: 'contact',
      SecondaryEntityName: 'none',
    });
    expect(JSON.stringify(body['InputParameters'])).toContain(
      'Entity:http://schemas.microsoft.com/xrm/2011/Contracts',
    );
    expect(body['InputParameters']).toMatchObject([
      { key: 'Target', value: { Id: id, LogicalName: 'contact' } },
    ]);
    const target = JSON.stringify(body['InputParameters']);
    for (const part of [
      '{"key":"donotemail","value":false}',
      '{"key":"emailaddress1","value":null}',
      '"Value":2}',
      '/Date(320630400000)/',
    ]) {
      expect(target).toContain(part);
    }
  });

  it('of an Update has only the submitted columns', async () => {
    const { simulator, bodies } = await start();
    const id = await simulator.create('contact', { lastname: 'Berg', emailaddress1: 'a@example.org' });
    await simulator.update('contact', id, { lastname: 'Dal' });
    const body = (await bodies())[1] ?? {};
    const keys = [...JSON.stringify(body['InputParameters']).matchAll(/"key":"(\w+)"/g)].map(
      ([, key]) => key,
    );
    expect(keys).toEqual(['Target', 'lastname', 'contactid', 'modifiedon', 'modifiedonbehalfby']);
    expect(body['PostEntityImages']).toMatchObject([{ key: 'AsynchronousStepPrimaryName' }]);
    expect(JSON.stringify(body['PostEntityImages'])).not.toContain('__type');
  });

  it('of a Delete has a reference and no image', async () => {
    const { simulator, bodies } = await start();
    await simulator.delete('lead', await simulator.create('lead', {}));
    const body = (await bodies())[1] ?? {};
    expect(JSON.stringify(body['InputParameters'])).toContain('EntityReference:');
    expect(body).toMatchObject({ PostEntityImages: [], PreEntityImages: [], OutputParameters: [] });
  });

  it('says in its properties what it is about', async () => {
    const { simulator, published } = await start();
    await simulator.create('lead', {});
    const [message] = await published();
    expect(message).toMatchObject({
      contentType: 'application/json',
      applicationProperties: {
        [`${CLAIMS}EntityLogicalName`]: 'lead',
        [`${CLAIMS}RequestName`]: 'Create',
        [`${CLAIMS}Organization`]: simulator.url,
      },
    });
    expect(message?.body.toString()).toContain(String.raw`http:\/\/schemas.microsoft.com`);
  });
});

describe('what sends messages', () => {
  it('is an update twice when it changes state and other columns', async () => {
    const { simulator, bodies } = await start();
    const id = await simulator.create('contact', {});
    await simulator.update('contact', id, { statecode: 1, statuscode: 2, lastname: 'Dal' });
    const updates = (await bodies()).slice(1).map((body) => JSON.stringify(body['InputParameters']));
    expect(updates).toHaveLength(2);
    expect(updates[0]).not.toContain('statecode');
    expect(updates[1]).toContain('statecode');
  });

  it('is a merge once, for both records', async () => {
    const { simulator, decoded } = await start();
    const [survivor, loser] = [await simulator.create('contact', {}), await simulator.create('contact', {})];
    await simulator.merge('contact', survivor, loser, { lastname: 'Dal' });
    expect((await decoded()).slice(2)).toMatchObject([
      { messageName: 'Merge', records: [{ id: survivor }, { id: loser }] },
    ]);
    expect(simulator.get('contact', loser)).toMatchObject({
      statecode: 1,
      merged: true,
      masterid: { id: survivor },
    });
    expect(simulator.get('contact', survivor)).toMatchObject({ statecode: 0, lastname: 'Dal' });
  });

  it('is a restore, under the old id', async () => {
    const { simulator, decoded } = await start();
    const id = await simulator.create('account', { name: 'Berg BV' });
    await simulator.delete('account', id);
    await simulator.restore('account', id);
    expect(names(await decoded())).toEqual(['Create', 'Delete', 'Restore']);
    expect(simulator.get('account', id)).toMatchObject({ name: 'Berg BV' });
    await expect(simulator.restore('account', id)).rejects.toThrow(`There is no account ${id}`);
  });

  it('is an update only with one of the filtering columns in it, changed or not', async () => {
    const steps = [{ message: 'Update', table: 'contact', filteringColumns: ['emailaddress1'] } as const];
    const { simulator, decoded } = await start({ steps });
    const id = await simulator.create('contact', { emailaddress1: 'a@example.org' });
    await simulator.update('contact', id, { lastname: 'Dal' });
    await simulator.update('contact', id, { emailaddress1: 'a@example.org' });
    expect(names(await decoded())).toEqual(['Update']);
  });
});

describe('images', () => {
  it('are sent as registered, without empty columns', async () => {
    const images = [{ alias: 'before', type: 'pre', columns: ['new_spotlerid', 'jobtitle'] } as const];
    const { simulator, bodies } = await start({ steps: [{ message: 'Delete', table: 'contact', images }] });
    const id = await simulator.create('contact', { new_spotlerid: 'S-1', lastname: 'Berg', jobtitle: null });
    await simulator.delete('contact', id);
    const [body = {}] = await bodies();
    expect(body['PreEntityImages']).toMatchObject([
      {
        key: 'before',
        value: {
          Id: id,
          LogicalName: 'contact',
          Attributes: [{ key: 'new_spotlerid' }, { key: 'contactid' }],
        },
      },
    ]);
  });
});

describe('delivery', () => {
  it('sends the same job several times when told to', async () => {
    const { simulator, bodies } = await start({ delivery: { copies: () => 3 } });
    await simulator.create('lead', {});
    const ids = (await bodies()).map((body) => body['OperationId']);
    expect(ids).toHaveLength(3);
    expect(new Set(ids).size).toBe(1);
  });

  it('re-orders messages by their delays', async () => {
    const { simulator, decoded } = await start({
      delivery: { delayMs: ({ message }) => (message === 'Create' ? 80 : 0) },
    });
    const id = await simulator.create('lead', {});
    await simulator.delete('lead', id);
    expect(names(await decoded())).toEqual(['Delete', 'Create']);
  });

  it('leaves parameters and images out of a message over 192 KB, and says so', async () => {
    const { simulator, published, decoded } = await start();
    const id = await simulator.create('contact', { new_notes: 'x'.repeat(150_000) });
    expect((await published())[0]?.applicationProperties).toMatchObject({ MessageMaxSizeExceeded: true });
    expect(await decoded()).toMatchObject([{ stripped: true, records: [{ table: 'contact', id }] }]);
  });
});
