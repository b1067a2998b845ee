import { ServiceBusError } from '@azure/service-bus';
import pTimeout from 'p-timeout';
import { closeMessages } from '../receiving/close-messages.ts';
import type { MessageReceiver } from '../receiving/receive-messages.ts';

/** Closing the connection talks to the network, which may be what is broken. */
const MAX_CLOSE_MS = 5_000;
/** Some at the head may be scheduled or deferred, and wait for nobody. */
const LOOKED_AT = 20;

/**
 * Returns the oldest message that waits in a queue. It looks over a connection of its own, which it closes,
 * since the one in use may be what is broken. Rejects with `ServiceTimeout` after `maxLookMs`: on a
 * connection that is lost the library's own call may never end (Azure/azure-sdk-for-js#7689).
 */
export async function oldestWaiting(
  connect: () => MessageReceiver,
  maxLookMs: number,
): Promise<{ readonly sequenceNumber: string } | undefined> {
  const messages = connect();
  try {
    const waiting = await pTimeout(messages.receiver.peekMessages(LOOKED_AT), {
      milliseconds: maxLookMs,
      message: new ServiceBusError('The queue could not be looked into in time', 'ServiceTimeout'),
    });
    const oldest = waiting.find(({ state }) => state === 'active');
    return oldest?.sequenceNumber && { sequenceNumber: oldest.sequenceNumber.toString() };
  } finally {
    await closeMessages(messages, MAX_CLOSE_MS);
  }
}
