import { ServiceBusClient, type ServiceBusReceiver } from '@azure/service-bus';
import type { Configuration, MessageSource } from '@spotler-connector/configuration';
import { overWebSockets } from './over-web-sockets.ts';
import { sendAtOnce } from './send-at-once.ts';
import { serviceBusCredential } from './service-bus-credential.ts';

/** Settling and renewing give up sooner than the library's minute: a lock is not much longer than that. */
const RETRY = { maxRetries: 3, retryDelayInMs: 1_000, timeoutInMs: 15_000 };

/** Locks are renewed by `renewLock` alone, and no body is parsed. */
const OPTIONS = { skipParsingBodyAsJson: true, maxAutoLockRenewalDurationInMs: 0 } as const;

/** Dead letters are sent again, so their times have to stay times: the library would make numbers of them. */
const DEAD_LETTERS = { ...OPTIONS, subQueueType: 'deadLetter', skipConvertingDate: true } as const;

/** Builds a client for the namespace that is configured. Opens nothing yet; it has to be closed. */
export function createServiceBusClient({
  access,
  transport,
}: Pick<Configuration['serviceBus'], 'access' | 'transport'>): ServiceBusClient {
  sendAtOnce();
  const direct = { retryOptions: RETRY };
  const options = transport === 'websockets' ? { ...direct, ...overWebSockets() } : direct;
  return access.kind === 'connection-string'
    ? new ServiceBusClient(access.connectionString.reveal(), options)
    : new ServiceBusClient(access.namespace, serviceBusCredential(access), options);
}

/**
 * Builds a peek-lock receiver of a queue's or a subscription's messages, or of its dead letters. Opens
 * nothing yet. Bodies come as bytes: the library would parse what looks like JSON and hide its failure to
 * parse the rest, so that nobody could tell text from bytes any more (Azure/azure-sdk-for-js#2584, #18630).
 */
export function openReceiver(
  client: ServiceBusClient,
  source: MessageSource,
  which: 'messages' | 'dead-letters' = 'messages',
): ServiceBusReceiver {
  const options = which === 'messages' ? OPTIONS : DEAD_LETTERS;
  return source.kind === 'queue'
    ? client.createReceiver(source.queue, options)
    : client.createReceiver(source.topic, source.subscription, options);
}
