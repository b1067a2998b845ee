import { ServiceBusAdministrationClient } from '@azure/service-bus';
import { type Configuration, sendingKeyOf } from '@spotler-connector/configuration';
import { serviceBusCredential } from '@spotler-connector/service-bus';
import type { QueueSettings, UnseenSettings } from './check-queue-settings.ts';

/** Whether the connection string is that of an emulator, which has no administration over https. */
export function isEmulator({ access }: Configuration['serviceBus']): boolean {
  return access.kind === 'connection-string' && sendingKeyOf(access.connectionString.reveal()).isEmulator;
}

/** Asks Service Bus how the queue or subscription is set up; says why that can't be seen where it can't. */
export async function readQueueSettings({
  access,
  source,
}: Configuration['serviceBus']): Promise<QueueSettings | UnseenSettings> {
  const client =
    access.kind === 'connection-string'
      ? new ServiceBusAdministrationClient(access.connectionString.reveal())
      : new ServiceBusAdministrationClient(access.namespace, serviceBusCredential(access));
  try {
    return source.kind === 'queue'
      ? await client.getQueue(source.queue)
      : await client.getSubscription(source.topic, source.subscription);
  } catch (error) {
    // Not being allowed to, and not being there, which another check names.
    return { cause: error };
  }
}
