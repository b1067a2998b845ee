import type { ServiceBusReceivedMessage } from '@azure/service-bus';

/** Members of a message that matter to a test. */
type Members = { readonly [Name in keyof ServiceBusReceivedMessage]?: unknown };

/** A message as the client library hands it over. */
export function aReceivedMessage(members: Members = {}): ServiceBusReceivedMessage {
  return { ...members } as ServiceBusReceivedMessage;
}
