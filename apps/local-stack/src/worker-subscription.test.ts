import { ServiceBusClient } from '@azure/service-bus';
import { afterEach, describe, expect, it } from '@jest/globals';
import {
  aChangeMessage,
  inventedColumns,
  startWorkerProcess,
  workerEnvironment,
} from '@spotler-connector/local-services';
import { endAll, endLater, theServices } from './testing/running-services.ts';

/** As infra/service-bus/config.json has them. */
const TOPIC = 'dataverse-changes-topic';
const SUBSCRIPTION = 'worker';

afterEach(endAll);

describe('a worker on a subscription of a topic', () => {
  it('settles there what was sent to the topic, and leaves the queue alone', async () => {
    const services = await theServices();
    const { serviceBus, dataverse, spotler } = services;
    const { SERVICE_BUS_QUEUE: _, ...environment } = workerEnvironment(services);
    const worker = await startWorkerProcess({
      environment: { ...environment, SERVICE_BUS_TOPIC: TOPIC, SERVICE_BUS_SUBSCRIPTION: SUBSCRIPTION },
    });
    endLater(() => worker.kill());

    const id = await dataverse.create('contact', inventedColumns('contact', 1, 'example.org'));
    await dataverse.idle();
    const client = new ServiceBusClient(serviceBus.connectionString);
    endLater(() => client.close());
    await client.createSender(TOPIC).sendMessages([aChangeMessage(id), { body: 'nothing' }]);
    await worker.untilSettled(2);
    expect(worker.settled).toMatchObject(
      expect.arrayContaining([
        expect.objectContaining({ recordId: id, outcome: 'synced', settlement: 'complete' }),
        expect.objectContaining({ outcome: 'malformed', settlement: 'dead-letter' }),
      ]),
    );
    expect(spotler.contact(id)).toBeDefined();
    const left = { activeMessageCount: 0, deadLetterMessageCount: 1 };
    expect(serviceBus.counts(`${TOPIC}/Subscriptions/${SUBSCRIPTION}`)).toMatchObject(left);
    expect(serviceBus.counts('dataverse-changes')).toMatchObject({ activeMessageCount: 1 });
  }, 60_000);
});
