import { setTimeout as wait } from 'node:timers/promises';
import { ServiceBusClient } from '@azure/service-bus';
import { afterEach, describe, expect, it } from '@jest/globals';
import { until } from '@spotler-connector/local-services';
import { type ServiceBusEmulator, startServiceBusEmulator } from '@spotler-connector/service-bus-emulator';

const MESSAGES = 2_200;
const LOCK_MS = 1_000;

let emulator: ServiceBusEmulator | undefined;
let client: ServiceBusClient | undefined;
afterEach(async () => {
  // The receiver that went silent does not close in good order either.
  await Promise.race([client?.close(), wait(2_000, undefined, { ref: false })]);
  await emulator?.close();
});

/** Receives everything, holding the first message until its lock is lost; says how many arrived in the end. */
async function receive(settleWhatIsLost: boolean): Promise<{ arrived: () => number; held: Promise<void> }> {
  emulator = await startServiceBusEmulator();
  await emulator.createQueue('q', { lockDuration: 'PT1S', maxDeliveryCount: 10 });
  client = new ServiceBusClient(emulator.connectionString, { retryOptions: { maxRetries: 0 } });
  const sender = client.createSender('q');
  for (let sent = 0; sent < MESSAGES; sent += 100) {
    await sender.sendMessages(Array.from({ length: 100 }, (_, n) => ({ body: sent + n })));
  }
  const receiver = client.createReceiver('q', { maxAutoLockRenewalDurationInMs: 0 });
  const held = Promise.withResolvers<void>();
  let arrived = 0;
  receiver.subscribe(
    {
      processError: async () => {},
      async processMessage(message) {
        arrived += 1;
        const first = arrived === 1;
        if (first) await wait(2 * LOCK_MS);
        if (!first || settleWhatIsLost) await receiver.completeMessage(message).catch(() => {});
        if (first) held.resolve();
      },
    },
    { autoCompleteMessages: false, maxConcurrentCalls: 100 },
  );
  return { arrived: () => arrived, held: held.promise };
}

describe('the official client', () => {
  it('goes on receiving when a message whose lock is lost is settled all the same', async () => {
    const { arrived } = await receive(true);
    await until(() => arrived() > MESSAGES);
  }, 60_000);

  it('stops after 2048 messages when it is not: why the worker settles what it has lost', async () => {
    const { arrived, held } = await receive(false);
    await held;
    await until(() => arrived() >= 2_048);
    await wait(LOCK_MS);
    expect(arrived()).toBe(2_048);
  }, 60_000);
});
