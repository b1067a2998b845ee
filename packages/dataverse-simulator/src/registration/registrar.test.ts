import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { defaultJobTable } from '@spotler-connector/dataverse';
import { aSimulator } from '../a-simulator.ts';
import type { DataverseSimulator } from '../dataverse-simulator.ts';
import type { Columns } from '../store/row.ts';
import { aRegistrar, linesOf, register } from './testing/a-registration.ts';

const STEPS = 'sdkmessageprocessingstep';

let simulator: DataverseSimulator;
beforeEach(async () => {
  simulator = (await aSimulator({ bare: true })).simulator;
});
afterEach(() => simulator.close());

function steps(): Columns[] {
  return [...simulator.all(STEPS)];
}

function stepOf(event: string): Columns {
  const step = steps().find(({ name }) => name === `Spotler Connector: ${event}`);
  if (step === undefined) throw new Error(`There is no step ${event}`);
  return step;
}

function idOf(step: Columns) {
  return String(step[`${STEPS}id`]);
}

describe('registering', () => {
  it('makes the table, the roles, the endpoint and a step for every event', async () => {
    const plan = await aRegistrar(simulator).plan();
    expect(plan.map(({ state, kind }) => `${state} ${kind}`)).toEqual([
      'create table',
      ...Array(8).fill('create column'),
      ...Array(2).fill('create role'),
      'create endpoint',
      ...Array(22).fill('create step'),
    ]);
    await register(aRegistrar(simulator));
    expect(steps()).toHaveLength(22);
    expect(stepOf('Create of spotler_job')).toMatchObject({ mode: 1, stage: 40, asyncautodelete: true });
    expect(simulator.all('serviceendpoint')).toEqual([
      expect.objectContaining({
        contract: 6,
        authtype: 2,
        messageformat: 2,
        messagecharset: 1,
        path: 'dataverse-changes',
        saskeyname: 'dataverse-send',
        issaskeyset: true,
      }),
    ]);
    expect(simulator.all('sdkmessageprocessingstepimage')).toEqual([]);
    expect(simulator.all(defaultJobTable().table)).toEqual([]);
  });

  it('filters updates by what the policy and the mapping read, and nothing else', async () => {
    await register(aRegistrar(simulator));
    expect(String(stepOf('Update of account')['filteringattributes']).split(',')).toEqual([
      'address1_city',
      'address1_country',
      'address1_line1',
      'address1_postalcode',
      'donotbulkemail',
      'donotemail',
      'emailaddress1',
      'name',
      'statecode',
      'statuscode',
    ]);
    expect(stepOf('Create of account')['filteringattributes']).toBeNull();
  });

  it('changes nothing the second time', async () => {
    await register(aRegistrar(simulator));
    const before = simulator.writes();
    const plan = await aRegistrar(simulator).plan();
    expect(linesOf(plan)).toEqual([]);
    await register(aRegistrar(simulator));
    expect(simulator.writes()).toBe(before);
  });

  it('gives Update and Delete an image of the external id column alone, and takes it away with the column', async () => {
    const withColumn = aRegistrar(simulator, { externalIdColumn: 'new_spotlerid' });
    await register(withColumn);
    const images = simulator.all('sdkmessageprocessingstepimage');
    expect(images).toHaveLength(6);
    for (const image of images) expect(image).toMatchObject({ imagetype: 0, attributes: 'new_spotlerid' });
    expect(String(stepOf('Update of lead')['filteringattributes'])).toContain('new_spotlerid');
    expect(linesOf(await withColumn.plan())).toEqual([]);
    await register(aRegistrar(simulator));
    expect(simulator.all('sdkmessageprocessingstepimage')).toEqual([]);
  });

  it('does without an event that the environment does not have', async () => {
    for (const filter of simulator.all('sdkmessagefilter')) {
      const { sdkmessageid: message, primaryobjecttypecode: table, sdkmessagefilterid: id } = filter;
      if (Object(message)['name'] === 'Restore' && table === 'lead') {
        await simulator.delete('sdkmessagefilter', String(id));
      }
    }
    const registrar = aRegistrar(simulator);
    await register(registrar);
    expect(linesOf(await registrar.plan())).toEqual([
      'not-offered step Restore of lead: this environment has no event Restore of lead',
    ]);
  });
});

describe('what differs', () => {
  beforeEach(() => register(aRegistrar(simulator)));

  it.each<[string, () => Promise<void>, string]>([
    [
      'a deleted step',
      () => simulator.delete(STEPS, idOf(stepOf('Delete of contact'))),
      'create step Delete of contact',
    ],
    [
      'a disabled step',
      () => simulator.update(STEPS, idOf(stepOf('Delete of lead')), { statecode: 1, statuscode: 2 }),
      'update step Delete of lead: it is disabled',
    ],
    [
      'a filter that misses the state',
      () =>
        simulator.update(STEPS, idOf(stepOf('Update of account')), {
          filteringattributes: 'name,emailaddress1,donotemail,donotbulkemail,statuscode',
        }),
      'update step Update of account: its filter lacks address1_city, address1_country, address1_line1, address1_postalcode, statecode',
    ],
    [
      'a step that keeps its jobs',
      () => simulator.update(STEPS, idOf(stepOf('Create of lead')), { asyncautodelete: false }),
      'update step Create of lead: asyncautodelete is false instead of true',
    ],
    [
      'an endpoint with another format',
      async () => {
        const [endpoint] = simulator.all('serviceendpoint');
        await simulator.update('serviceendpoint', String(endpoint?.['serviceendpointid']), {
          messageformat: 1,
        });
      },
      'update endpoint change messages: messageformat is 1 instead of 2: its key is set and not compared, for Dataverse does not tell it; --renew-key writes it anew',
    ],
    [
      'an endpoint at another namespace, which takes another key',
      async () => {
        const [endpoint] = simulator.all('serviceendpoint');
        const namespaceaddress = 'sb://elsewhere.servicebus.windows.net/';
        await simulator.update('serviceendpoint', String(endpoint?.['serviceendpointid']), {
          namespaceaddress,
        });
      },
      'update endpoint change messages: namespaceaddress is sb://elsewhere.servicebus.windows.net/ instead of sb://contoso.servicebus.windows.net/: its key is written anew with that',
    ],
    [
      'a role with less than it needs',
      async () => {
        const [held] = simulator.all('roleprivileges');
        await simulator.delete('roleprivileges', String(held?.['roleprivilegeid']));
      },
      'update role Spotler Job User: it lacks prvCreatespotler_job (Basic)',
    ],
  ])('is told and mended: %s', async (_, spoil, line) => {
    await spoil();
    const registrar = aRegistrar(simulator);
    expect(linesOf(await registrar.plan())).toEqual([line]);
    await register(registrar);
    expect(linesOf(await registrar.plan())).toEqual([]);
  });

  it('is left alone when it is not ours', async () => {
    const { eventhandler } = stepOf('Create of lead');
    const foreign = { ...stepOf('Create of lead'), name: 'Somebody else: lead', eventhandler };
    await simulator.create(STEPS, foreign);
    const elsewhere = { table: 'serviceendpoint', id: '11111111-2222-4333-8444-555555555555', name: null };
    await simulator.create(STEPS, { ...stepOf('Create of lead'), eventhandler: elsewhere });
    const registrar = aRegistrar(simulator);
    expect(linesOf(await registrar.plan())).toEqual([
      'foreign step Somebody else: lead: somebody else has registered it at our endpoint; left alone',
      'foreign step Create of lead: it bears our name but calls another endpoint; left alone',
    ]);
    const before = simulator.writes();
    await register(registrar);
    expect(simulator.writes()).toBe(before);
  });
});
