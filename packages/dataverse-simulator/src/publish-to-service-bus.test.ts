import { ServiceBusClient } from '@azure/service-bus';
import { describe, expect, it } from '@jest/globals';
import { decodeChangeMessage } from '@spotler-connector/dataverse';
import { startServiceBusEmulator } from '@spotler-connector/service-bus-emulator';
import { startDataverseSimulator } from './start-dataverse-simulator.ts';

const QUEUE = 'dataverse-changes';

describe('publishing to Service Bus', () => {
  it('delivers raw JSON with its content type and properties', async () => {
    const emulator = await startServiceBusEmulator({ port: 0, healthPort: 0 });
    emulator.createQueue(QUEUE);
    const { connectionString } = emulator;
    const simulator = await startDataverseSimulator({
      serviceBus: { connectionString, queueOrTopic: QUEUE },
    });
    const client = new ServiceBusClient(connectionString);
    const receiver = client.createReceiver(QUEUE, { skipParsingBodyAsJson: true });
    try {
      const id = await simulator.create('contact', { lastname: 'Žofia' });
      const [message] = await receiver.receiveMessages(1, { maxWaitTimeInMs: 10_000 });
      expect(Buffer.isBuffer(message?.body)).toBe(true);
      expect(message?.contentType).toBe('application/json');
      expect(message?.body.toString('utf8')).toContain('Žofia');
      expect(decodeChangeMessage(message?.body, { contentType: message?.contentType ?? '' })).toMatchObject({
        kind: 'change',
        records: [{ table: 'contact', id }],
      });
      await simulator.idle();
      expect(simulator.published()).toBe(1);
    } finally {
      await client.close();
      await simulator.close();
      await emulator.close();
    }
  });

  it('delivers what happened while the broker was away, once it is back', async () => {
    const first = await startServiceBusEmulator({ port: 0, healthPort: 0 });
    first.createQueue(QUEUE);
    const { port, connectionString } = first;
    const simulator = await startDataverseSimulator({
      serviceBus: { connectionString, queueOrTopic: QUEUE },
    });
    await simulator.create('lead', {});
    await simulator.idle();
    await first.close();
    await simulator.create('lead', {});
    const second = await startServiceBusEmulator({ port, healthPort: 0 });
    second.createQueue(QUEUE);
    try {
      await simulator.idle();
      expect(simulator.published()).toBe(2);
      expect(second.counts(QUEUE)).toMatchObject({ activeMessageCount: 1 });
    } finally {
      await simulator.close();
      await second.close();
    }
  });

  it('goes on answering while the broker is away', async () => {
    const connectionString =
      'Endpoint=sb://127.0.0.1:1;SharedAccessKeyName=a;SharedAccessKey=b;UseDevelopmentEmulator=true;';
    const simulator = await startDataverseSimulator({
      serviceBus: { connectionString, queueOrTopic: QUEUE },
    });
    await simulator.create('contact', {});
    expect((await fetch(`${simulator.url}/api/data/v9.2/contacts`)).status).toBe(200);
    expect(simulator.published()).toBe(0);
    await simulator.close();
  });
});
