import {
  ServiceBusClient,
  type ServiceBusReceivedMessage,
  type ServiceBusReceiver,
} from '@azure/service-bus';
import { systemClock } from '../clock.ts';
import { startServiceBusEmulator } from '../emulator.ts';
import type { ServiceBusEmulator, ServiceBusEmulatorOptions } from '../service-bus-emulator.ts';

/** An emulator, the official client connected to it, and short ways to say the usual. */
export interface Fixture {
  readonly emulator: ServiceBusEmulator;
  readonly client: ServiceBusClient;
  /** Sends messages one by one, so that their order is known. */
  readonly send: (entity: string, ...messages: object[]) => Promise<void>;
}

/** Runs a test with an emulator of its own, on a free port, and takes everything down again. */
export function withEmulator(
  body: (fixture: Fixture) => Promise<void>,
  options: ServiceBusEmulatorOptions = {},
) {
  return async (): Promise<void> => {
    const emulator = await startServiceBusEmulator(options);
    const client = connect(emulator.connectionString);
    const send = async (entity: string, ...messages: object[]): Promise<void> => {
      const sender = client.createSender(entity);
      for (const message of messages) await sender.sendMessages({ body: 'a body', ...message });
      await sender.close();
    };
    try {
      await body({ emulator, client, send });
    } finally {
      await client.close();
      await emulator.close();
    }
  };
}

/** The official client, told to fail soon instead of trying for minutes. */
export function connect(connectionString: string, timeoutInMs = 4000): ServiceBusClient {
  return new ServiceBusClient(connectionString, { retryOptions: { maxRetries: 0, timeoutInMs } });
}

/** Receives exactly so many messages; fails when they do not come. */
export async function receive(
  receiver: ServiceBusReceiver,
  count: number,
): Promise<ServiceBusReceivedMessage[]> {
  const messages: ServiceBusReceivedMessage[] = [];
  while (messages.length < count) {
    const more = await receiver.receiveMessages(count - messages.length, { maxWaitTimeInMs: 3000 });
    if (more.length === 0) throw new Error(`Only ${messages.length} of ${count} messages came.`);
    messages.push(...more);
  }
  return messages;
}

/** Receives one message; fails when none comes. */
export async function receiveOne(receiver: ServiceBusReceiver): Promise<ServiceBusReceivedMessage> {
  const [message] = await receive(receiver, 1);
  if (message === undefined) throw new Error('No message came.');
  return message;
}

/** Waits until a condition holds; fails when it has not after fifteen seconds. */
export async function until(condition: () => boolean): Promise<void> {
  const deadline = systemClock.monotonic() + 15_000;
  while (!condition()) {
    if (systemClock.monotonic() > deadline) throw new Error('The condition has not come true.');
    await systemClock.sleep(5);
  }
}
