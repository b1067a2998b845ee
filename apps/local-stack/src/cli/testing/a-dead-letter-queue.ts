import { ServiceBusClient, type ServiceBusMessage, type ServiceBusReceivedMessage } from '@azure/service-bus';
import { until } from '@spotler-connector/local-services';
import {
  type CreateQueueOptions,
  type ServiceBusEmulator,
  startServiceBusEmulator,
} from '@spotler-connector/service-bus-emulator';

const QUEUE = 'dataverse-changes';

/** A text that stands for every name and address, so that a test can look for it. */
export const CANARY = 'canary-4711@example.org';

/** A queue with dead letters, seen as the official client sees it. */
export interface DeadLetterQueue {
  emulator: ServiceBusEmulator;
  client: ServiceBusClient;
  /** The environment of a command line that works on it. */
  env: Record<string, string>;
  /** Puts messages straight among the dead letters, with this reason. */
  bury(messages: readonly ServiceBusMessage[], reason?: string, description?: string): Promise<void>;
  /** Puts many messages among the dead letters quickly, by letting them expire. */
  expire(messages: readonly ServiceBusMessage[]): Promise<void>;
  /** Takes every message out of the queue, as the worker would. */
  drain(): Promise<ServiceBusReceivedMessage[]>;
  /** How many dead letters there are. */
  deadLetters(): number;
  close(): Promise<void>;
}

/** Starts an emulator with one empty queue. */
export async function aDeadLetterQueue(options: CreateQueueOptions = {}): Promise<DeadLetterQueue> {
  const emulator = await startServiceBusEmulator();
  emulator.createQueue(QUEUE, { lockDuration: 'PT5S', deadLetteringOnMessageExpiration: true, ...options });
  const client = new ServiceBusClient(emulator.connectionString);
  const sender = client.createSender(QUEUE);

  return {
    emulator,
    client,
    env: { SERVICE_BUS_CONNECTION_STRING: emulator.connectionString },
    async bury(messages, reason = 'SpotlerRejected', description = 'Refused.') {
      await sendAll(sender, messages);
      const receiver = client.createReceiver(QUEUE);
      for (let left = messages.length; left > 0; ) {
        const batch = await receiver.receiveMessages(Math.min(left, 500), { maxWaitTimeInMs: 1_000 });
        const options = { deadLetterReason: reason, deadLetterErrorDescription: description };
        await Promise.all(batch.map((message) => receiver.deadLetterMessage(message, options)));
        left -= batch.length;
      }
      await receiver.close();
    },
    async expire(messages) {
      const before = emulator.counts(QUEUE).deadLetterMessageCount;
      await sendAll(
        sender,
        messages.map((message) => ({ ...message, timeToLive: 1 })),
      );
      await until(() => emulator.counts(QUEUE).deadLetterMessageCount >= before + messages.length);
    },
    async drain() {
      const receiver = client.createReceiver(QUEUE, { receiveMode: 'receiveAndDelete' });
      const all: ServiceBusReceivedMessage[] = [];
      const tooLate = AbortSignal.timeout(30_000);
      while (emulator.counts(QUEUE).activeMessageCount > 0) {
        tooLate.throwIfAborted();
        all.push(...(await receiver.receiveMessages(500, { maxWaitTimeInMs: 500 })));
      }
      await receiver.close();
      return all;
    },
    deadLetters: () => emulator.counts(QUEUE).deadLetterMessageCount,
    async close() {
      await client.close();
      await emulator.close();
    },
  };
}

async function sendAll(
  sender: ReturnType<ServiceBusClient['createSender']>,
  messages: readonly ServiceBusMessage[],
): Promise<void> {
  let batch = await sender.createMessageBatch();
  for (const message of messages) {
    if (batch.tryAddMessage(message)) continue;
    await sender.sendMessages(batch);
    batch = await sender.createMessageBatch();
    batch.tryAddMessage(message);
  }
  await sender.sendMessages(batch);
}

/** A change message about a contact, with the canary wherever a person's data can be. */
export function aChangeMessage(id: string, number = 0): ServiceBusMessage {
  const body = {
    MessageName: 'Update',
    PrimaryEntityName: 'contact',
    PrimaryEntityId: id,
    CorrelationId: '11111111-2222-4333-8444-555555555555',
    OperationId: '66666666-7777-4888-9999-000000000000',
    InputParameters: [
      {
        key: 'Target',
        value: {
          LogicalName: 'contact',
          Id: id,
          Attributes: [
            { key: 'emailaddress1', value: CANARY },
            { key: 'lastname', value: `canary-${number}` },
          ],
          FormattedValues: [{ key: 'lastname', value: 'canary' }],
        },
      },
    ],
  };
  return {
    body: Buffer.from(JSON.stringify(body)),
    contentType: 'application/json',
    messageId: `message-${number}`,
    applicationProperties: { 'http://schemas.microsoft.com/xrm/2011/Claims/User': CANARY },
  };
}

/** The id of the so-manyth invented contact. */
export function contactId(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
}
