import { ServiceBusClient } from '@azure/service-bus';
import type { SendPublication } from './change-publication.ts';

/** Where steps publish. */
export interface ServiceBusTarget {
  /** With `UseDevelopmentEmulator=true` for an emulator. */
  readonly connectionString: string;
  /** Name of the queue or topic. */
  readonly queueOrTopic: string;
}

/** Sends over AMQP with the official client; its own retries are off, for the publisher has them. */
export function connectServiceBus(target: ServiceBusTarget): {
  send: SendPublication;
  close(): Promise<void>;
} {
  const client = new ServiceBusClient(target.connectionString, {
    retryOptions: { maxRetries: 0, timeoutInMs: 10_000 },
  });
  const sender = client.createSender(target.queueOrTopic);
  return {
    send: ({ body, contentType, applicationProperties }) =>
      sender.sendMessages({ body, contentType, applicationProperties }),
    close: async () => {
      await sender.close();
      await client.close();
    },
  };
}
