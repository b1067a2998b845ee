import type { Configuration } from '@spotler-connector/configuration';
import { receiveMessages } from '@spotler-connector/connections';
import { within } from './within.ts';

/** Looks into the queue over a connection of its own, since the one in use may be what is broken. */
export async function oldestWaiting(
  serviceBus: Configuration['serviceBus'],
  closeMs: number,
): Promise<{ sequenceNumber: string } | undefined> {
  const { client, receiver } = receiveMessages(serviceBus);
  try {
    const [oldest] = await receiver.peekMessages(1);
    return oldest?.sequenceNumber && { sequenceNumber: oldest.sequenceNumber.toString() };
  } finally {
    await within(closeMs, client.close());
  }
}
