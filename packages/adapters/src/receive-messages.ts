import { ServiceBusClient, type ServiceBusReceiver } from '@azure/service-bus';
import type { Configuration } from '@spotler-connector/configuration';
import { serviceBusCredential } from './service-bus-credential.ts';

/** Settling and renewing give up sooner than the library's minute: a lock is not much longer than that. */
const RETRY = { maxRetries: 3, retryDelayInMs: 1_000, timeoutInMs: 15_000 };

/** A connection to Service Bus and the receiver of change messages on it. */
export interface MessageReceiver {
  /** The connection; whoever closes it closes the receiver too. */
  client: ServiceBusClient;
  /** Receives in peek-lock, from the queue or the subscription that is configured. */
  receiver: ServiceBusReceiver;
}

/**
 * Opens nothing yet. Bodies come as bytes, because the library hides its failure to parse them; locks are
 * renewed by the worker itself.
 */
export function receiveMessages({ access, source }: Configuration['serviceBus']): MessageReceiver {
  const options = { retryOptions: RETRY };
  const client =
    access.kind === 'connection-string'
      ? new ServiceBusClient(access.connectionString.reveal(), options)
      : new ServiceBusClient(access.namespace, serviceBusCredential(access), options);
  const receiving = { skipParsingBodyAsJson: true, maxAutoLockRenewalDurationInMs: 0 } as const;
  const receiver =
    source.kind === 'queue'
      ? client.createReceiver(source.queue, receiving)
      : client.createReceiver(source.topic, source.subscription, receiving);
  return { client, receiver };
}
