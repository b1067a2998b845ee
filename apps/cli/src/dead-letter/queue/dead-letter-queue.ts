import type { ServiceBusSender } from '@azure/service-bus';
import { type Configuration, type ServiceBusAccess, sendingKeyOf } from '@spotler-connector/configuration';
import {
  createServiceBusClient,
  type DeadLetterReceiver,
  openReceiver,
} from '@spotler-connector/service-bus';
import type { Peeker } from './peek-messages.ts';

/** A queue's dead letters, and the way back into the queue. */
export interface DeadLetterQueue {
  /** The namespace's host, such as `contoso.servicebus.windows.net`. */
  readonly namespace: string;
  /** The queue or subscription, as people call it. */
  readonly name: string;
  /** Whether messages go back into a topic, and so into every subscription of it. */
  readonly throughTopic: boolean;
  /** Looks at dead letters. */
  readonly deadLetters: Peeker;
  /** Looks at the messages that wait for the worker. */
  readonly activeMessages: Peeker;
  /** A new receiver of dead letters, with no lock yet. */
  openReceiver(): DeadLetterReceiver;
  /** Sends into the queue, or the topic. */
  readonly sender: Pick<ServiceBusSender, 'sendMessages'>;
  /** Makes sure that sending is allowed, without sending. Rejects when it is not. */
  openSender(): Promise<void>;
  /** Closes what is open. */
  close(): Promise<void>;
}

/** Connects to the configured queue's dead letters. Opens nothing yet. */
export function connectDeadLetterQueue(configuration: Configuration['serviceBus']): DeadLetterQueue {
  const { access, source } = configuration;
  const client = createServiceBusClient(configuration);
  const openDeadLetters = () => openReceiver(client, source, 'dead-letters');
  const sender = client.createSender(source.kind === 'queue' ? source.queue : source.topic);
  return {
    namespace: namespaceOf(access),
    name: source.kind === 'queue' ? source.queue : `${source.topic}/${source.subscription}`,
    throughTopic: source.kind === 'subscription',
    deadLetters: openDeadLetters(),
    activeMessages: openReceiver(client, source),
    openReceiver: openDeadLetters,
    sender,
    async openSender() {
      // The size of a batch is a thing that only an open link knows.
      await sender.createMessageBatch();
    },
    close: () => client.close(),
  };
}

/** The host, with its port where one is given. Service Bus knows no upper and lower case in it. */
function namespaceOf(access: ServiceBusAccess): string {
  if (access.kind === 'managed-identity') return access.namespace.toLowerCase();
  const { address } = sendingKeyOf(access.connectionString.reveal());
  return address === null ? 'unknown' : new URL(address).host.toLowerCase();
}
