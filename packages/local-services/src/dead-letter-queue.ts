import { ServiceBusClient, type ServiceBusMessage, type ServiceBusReceivedMessage } from '@azure/service-bus';
import {
  type CreateQueueOptions,
  type ServiceBusEmulator,
  startServiceBusEmulator,
} from '@spotler-connector/service-bus-emulator';
import { sendBatches } from './send-batches.ts';
import { QUEUE } from './services.ts';
import { until } from './until.ts';

/** A queue with dead letters, as the official client sees it. */
export interface DeadLetterQueue {
  /** The emulator with the queue. */
  readonly emulator: ServiceBusEmulator;
  /** The official client, connected to it. */
  readonly client: ServiceBusClient;
  /** The environment of a command line that works on it. */
  readonly env: Record<string, string>;
  /** Dead-letters messages at once, with this reason. */
  deadLetter(messages: readonly ServiceBusMessage[], reason?: string, description?: string): Promise<void>;
  /** Dead-letters many messages quickly, by letting them expire. */
  expire(messages: readonly ServiceBusMessage[]): Promise<void>;
  /** Takes every message out of the queue, as the worker would. */
  drain(): Promise<ServiceBusReceivedMessage[]>;
  /** The number of dead letters. */
  deadLetters(): number;
  /** Ends client and emulator. */
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
    deadLetter: (messages, reason, description) => deadLetterAll(client, messages, reason, description),
    async expire(messages) {
      const before = emulator.counts(QUEUE).deadLetterMessageCount;
      await sendBatches(
        sender,
        messages.map((message) => ({ ...message, timeToLive: 1 })),
      );
      await until(() => emulator.counts(QUEUE).deadLetterMessageCount >= before + messages.length);
    },
    async drain() {
      const receiver = client.createReceiver(QUEUE, { receiveMode: 'receiveAndDelete' });
      const all: ServiceBusReceivedMessage[] = [];
      // However many there are, some come.
      let tooLate = AbortSignal.timeout(30_000);
      while (emulator.counts(QUEUE).activeMessageCount > 0) {
        tooLate.throwIfAborted();
        const batch = await receiver.receiveMessages(500, { maxWaitTimeInMs: 500 });
        if (batch.length > 0) tooLate = AbortSignal.timeout(30_000);
        all.push(...batch);
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

/** Sends messages and dead-letters each. Nothing else may wait in the queue. */
export async function deadLetterAll(
  client: ServiceBusClient,
  messages: readonly ServiceBusMessage[],
  reason = 'SpotlerRejected',
  description = 'Refused.',
): Promise<void> {
  await sendBatches(client.createSender(QUEUE), messages);
  const receiver = client.createReceiver(QUEUE);
  const options = { deadLetterReason: reason, deadLetterErrorDescription: description };
  const tooLate = AbortSignal.timeout(30_000);
  for (let left = messages.length; left > 0; ) {
    tooLate.throwIfAborted();
    const batch = await receiver.receiveMessages(Math.min(left, 500), { maxWaitTimeInMs: 1_000 });
    await Promise.all(batch.map((message) => receiver.deadLetterMessage(message, options)));
    left -= batch.length;
  }
  await receiver.close();
}
