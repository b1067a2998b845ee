import type { Configuration } from '@spotler-connector/configuration';
import { Secret } from '@spotler-connector/configuration';
import {
  type CreateQueueOptions,
  type ServiceBusEmulator,
  type ServiceBusEmulatorOptions,
  startServiceBusEmulator,
} from '@spotler-connector/service-bus-emulator';
import pTimeout from 'p-timeout';
import { createServiceBusClient } from '../receiving/open-receiver.ts';
import { type MessageReceiver, receiveMessages } from '../receiving/receive-messages.ts';

/** The queue of every test. */
export const QUEUE = 'changes';

/** An emulator with one queue. */
export interface QueueFixture {
  readonly emulator: ServiceBusEmulator;
  /** The queue, as it is configured. */
  readonly serviceBus: Configuration['serviceBus'];
  /** Connects as the worker does. */
  connect(): MessageReceiver;
  /** Sends messages, in batches. */
  send(...bodies: unknown[]): Promise<void>;
}

/** Runs a test with an emulator of its own, on a free port, and takes everything down again. */
export function withQueue(
  body: (fixture: QueueFixture) => Promise<void>,
  queue: CreateQueueOptions = {},
  options: ServiceBusEmulatorOptions = {},
) {
  return async (): Promise<void> => {
    const emulator = await startServiceBusEmulator(options);
    emulator.createQueue(QUEUE, queue);
    const serviceBus: Configuration['serviceBus'] = {
      access: { kind: 'connection-string', connectionString: new Secret(emulator.connectionString) },
      source: { kind: 'queue', queue: QUEUE },
      maxDeliveryCount: 10,
      transport: 'amqp',
    };
    const clients: { close(): Promise<void> }[] = [];
    function connect(): MessageReceiver {
      const messages = receiveMessages(serviceBus);
      clients.push(messages.client);
      return messages;
    }
    async function send(...bodies: unknown[]): Promise<void> {
      const client = createServiceBusClient(serviceBus);
      const sender = client.createSender(QUEUE);
      for (let sent = 0; sent < bodies.length; sent += 100) {
        await sender.sendMessages(bodies.slice(sent, sent + 100).map(asMessage));
      }
      await client.close();
    }
    try {
      await body({ emulator, serviceBus, connect, send });
    } finally {
      // A receiver that is stuck does not close in good order.
      const closing = Promise.allSettled(clients.map((client) => client.close()));
      await pTimeout(closing, { milliseconds: 1_000, fallback: () => [] });
      await emulator.close();
    }
  };
}

function asMessage(body: unknown): { body: unknown } {
  return typeof body === 'object' && body !== null && 'body' in body ? { ...body } : { body };
}

/** Waits until a condition holds; fails when it has not after ten seconds. */
export async function until(condition: () => boolean): Promise<void> {
  const deadline = performance.now() + 10_000;
  while (!condition()) {
    if (performance.now() > deadline) throw new Error('The condition has not come true.');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
