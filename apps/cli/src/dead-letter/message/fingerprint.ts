import { createHash } from 'node:crypto';
import type { ServiceBusReceivedMessage } from '@azure/service-bus';
import { bodyBytes } from '@spotler-connector/service-bus';

const LENGTH = 16;

/**
 * Makes a short mark of a message, by which the one that was planned is told from another with the same
 * number. Nothing can be read from it. Pure.
 */
export function fingerprintOf(message: ServiceBusReceivedMessage): string {
  const { messageId, enqueuedTimeUtc } = message;
  const id =
    messageId instanceof Uint8Array ? Buffer.from(messageId).toString('hex') : String(messageId ?? '');
  const hash = createHash('sha256').update(JSON.stringify([id, enqueuedTimeUtc?.getTime() ?? null]));
  return hash.update(bodyBytes(message)).digest('hex').slice(0, LENGTH);
}
