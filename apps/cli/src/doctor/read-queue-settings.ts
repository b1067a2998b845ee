import { ServiceBusAdministrationClient } from '@azure/service-bus';
import type { Configuration } from '@spotler-connector/configuration';
import { serviceBusCredential } from '@spotler-connector/service-bus';
import type { QueueSettings } from './check-queue-settings.ts';

/** Whether the connection string is that of an emulator, which has no administration over https. */
export function isEmulator({ access }: Configuration['serviceBus']): boolean {
  return (
    access.kind === 'connection-string' &&
    access.connectionString.reveal().includes('UseDevelopmentEmulator=true')
  );
}

/** Asks Service Bus how the queue or subscription is set up; undefined when we may not see that. */
export async function readQueueSettings({
  access,
  source,
}: Configuration['serviceBus']): Promise<QueueSettings | undefined> {
  const client =
    access.kind === 'connection-string'
      ? new ServiceBusAdministrationClient(access.connectionString.reveal())
      : new ServiceBusAdministrationClient(access.namespace, serviceBusCredential(access));
  try {
    return source.kind === 'queue'
      ? await client.getQueue(source.queue)
      : await client.getSubscription(source.topic, source.subscription);
  } catch {
    // Not being allowed to, and not being there, which another check names.
    return undefined;
  }
}
