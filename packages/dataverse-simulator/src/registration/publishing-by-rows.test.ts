import { ServiceBusClient } from '@azure/service-bus';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { decodeChangeMessage } from '@spotler-connector/dataverse';
import { type ServiceBusEmulator, startServiceBusEmulator } from '@spotler-connector/service-bus-emulator';
import type { DataverseSimulator } from '../dataverse-simulator.ts';
import { startDataverseSimulator } from '../start-dataverse-simulator.ts';
import { aRegistrar, KEY } from './testing/a-registration.ts';

const QUEUE = 'dataverse-changes';

let serviceBus: ServiceBusEmulator;
let simulator: DataverseSimulator;
beforeEach(async () => {
  const key = { name: 'send', key: KEY, rights: ['send' as const], entity: QUEUE };
  const root = { name: 'root', key: 'cm9vdA==', rights: ['manage' as const] };
  serviceBus = await startServiceBusEmulator({ accessKeys: [root, key] });
  serviceBus.createQueue(QUEUE);
  simulator = await startDataverseSimulator({ bare: true, delivery: { retryDelaysMs: [1] } });
});
afterEach(async () => {
  await simulator.close();
  await serviceBus.close();
});

function registrar(externalIdColumn?: string, queue = QUEUE) {
  return aRegistrar(simulator, {
    externalIdColumn,
    target: {
      address: `sb://127.0.0.1:${serviceBus.port}/`,
      entity: { kind: 'queue', name: queue },
      keyName: 'send',
    },
  });
}
function waiting() {
  return serviceBus.counts(QUEUE).activeMessageCount;
}

describe('a change', () => {
  it('reaches the queue because of the registration, and only what is registered', async () => {
    const id = await simulator.create('contact', { lastname: 'Invented' });
    await simulator.idle();
    expect(waiting()).toBe(0);

    await registrar().carryOut(await registrar().plan(), KEY);
    await simulator.update('contact', id, { jobtitle: 'not mapped' });
    await simulator.idle();
    expect(waiting()).toBe(0);
    await simulator.update('contact', id, { donotemail: true });
    await simulator.idle();
    expect(waiting()).toBe(1);
    expect(simulator.published()).toBe(1);
  });

  it('tells the external id of a deleted row, and nothing else of it', async () => {
    await registrar('new_spotlerid').carryOut(await registrar('new_spotlerid').plan(), KEY);
    const columns = { lastname: 'canary', new_spotlerid: 'S-1' };
    await simulator.delete('contact', await simulator.create('contact', columns));
    await simulator.idle();
    const client = new ServiceBusClient(serviceBus.connectionStringOf('root'));
    const receiver = client.createReceiver(QUEUE, { skipParsingBodyAsJson: true });
    const [, deletion] = await receiver.receiveMessages(2);
    const body: Buffer = deletion?.body;
    expect(body.toString()).not.toContain('canary');
    const decoded = decodeChangeMessage(body, { externalIdColumn: 'new_spotlerid' });
    expect(Object.values(Object(decoded).externalIds ?? {}).join()).toContain('S-1');
    await client.close();
  });

  it('that never reached the queue is a failed system job of its step', async () => {
    const wrong = registrar(undefined, 'nowhere');
    await wrong.carryOut(await wrong.plan(), KEY);
    await simulator.create('lead', { lastname: 'canary' });
    await simulator.idle();
    expect(await wrong.failedJobs()).toEqual({
      count: 1,
      since: expect.stringMatching(/^\d{4}-/),
      steps: ['Spotler Connector: Create of lead'],
    });
    expect(JSON.stringify(simulator.all('asyncoperation'))).not.toContain('canary');
  });
});
