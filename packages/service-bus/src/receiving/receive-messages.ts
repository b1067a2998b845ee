import type { ServiceBusClient, ServiceBusReceiver } from '@azure/service-bus';
import type { Configuration } from '@spotler-connector/configuration';
import { createServiceBusClient, openReceiver } from './open-receiver.ts';

/** A connection to Service Bus and the receiver of change messages on it. */
export interface MessageReceiver {
  /** The connection; whoever closes it closes the receiver too. */
  readonly client: ServiceBusClient;
  /** Receives in peek-lock, from the queue or the subscription that is configured. */
  readonly receiver: ServiceBusReceiver;
}

/** Builds a client and a receiver of the messages that are configured. Opens nothing yet. */
export function receiveMessages(serviceBus: Configuration['serviceBus']): MessageReceiver {
  const client = createServiceBusClient(serviceBus);
  return { client, receiver: openReceiver(client, serviceBus.source) };
}
