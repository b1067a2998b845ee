import { ServiceBusClient } from '@azure/service-bus';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type ServiceBusEmulator, startServiceBusEmulator } from './emulator.ts';

describe('the emulator with the official client', () => {
  let emulator: ServiceBusEmulator;
  let client: ServiceBusClient;

  beforeEach(async () => {
    emulator = await startServiceBusEmulator();
    client = new ServiceBusClient(emulator.connectionString, {
      retryOptions: { maxRetries: 0, timeoutInMs: 5000 },
    });
  });

  afterEach(async () => {
    await client.close();
    await emulator.close();
  });

  it('sends, receives and completes', async () => {
    emulator.createQueue('orders');
    await client.createSender('orders').sendMessages({ body: { id: 1 }, messageId: 'one' });
    const receiver = client.createReceiver('orders');
    const [message] = await receiver.receiveMessages(1);
    if (message === undefined) throw new Error('Nothing came.');
    expect(message).toMatchObject({ body: { id: 1 }, messageId: 'one', deliveryCount: 0, state: 'active' });
    await receiver.completeMessage(message);
    expect(emulator.counts('orders').totalMessageCount).toBe(0);
  });

  it('refuses a link to an unknown entity in the words of the service', async () => {
    await expect(client.createSender('nowhere').sendMessages({ body: 1 })).rejects.toMatchObject({
      code: 'MessagingEntityNotFound',
      message: "The messaging entity 'sb://127.0.0.1/nowhere' could not be found.",
    });
  });
});
