import type { Configuration } from '@spotler-connector/configuration';
import pTimeout from 'p-timeout';
import { receiveMessages } from '../receiving/receive-messages.ts';

/** A look that takes longer shows nothing; the library's own may never end (Azure/azure-sdk-for-js#7689). */
const MAX_LOOK_MS = 30_000;
/** Closing the connection talks to the network, which may be what is broken. */
const MAX_CLOSE_MS = 5_000;
/** Some at the head may be scheduled or deferred, and wait for nobody. */
const LOOKED_AT = 20;

/**
 * Looks into the queue over a connection of its own, since the one in use may be what is broken. Rejects when it can't
 * be looked into within half a minute.
 */
export async function oldestWaiting(
  serviceBus: Configuration['serviceBus'],
): Promise<{ sequenceNumber: string } | undefined> {
  const { client, receiver } = receiveMessages(serviceBus);
  try {
    const messages = await pTimeout(receiver.peekMessages(LOOKED_AT), {
      milliseconds: MAX_LOOK_MS,
      message: 'The queue can not be looked into',
    });
    const oldest = messages.find(({ state }) => state === 'active');
    return oldest?.sequenceNumber && { sequenceNumber: oldest.sequenceNumber.toString() };
  } finally {
    await pTimeout(client.close(), { milliseconds: MAX_CLOSE_MS, fallback: () => {} }).catch(() => {});
  }
}
