import pTimeout from 'p-timeout';
import type { MessageReceiver } from './receive-messages.ts';

/**
 * Closes a receiver and its client, within the time given: closing talks to the network, which may be what is
 * broken. A connection that does not close in good order is dropped by Service Bus, and its locks expire;
 * there is nothing that a caller could do about it.
 */
export async function closeMessages(
  { receiver, client }: MessageReceiver,
  milliseconds: number,
): Promise<void> {
  const closing = receiver.close().finally(() => client.close());
  await pTimeout(
    closing.catch(() => {}),
    { milliseconds, fallback: () => {} },
  );
}
