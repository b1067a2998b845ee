import type { ServiceBusMessage, ServiceBusReceivedMessage } from '@azure/service-bus';
import { sendableProperties } from '../values/sendable-properties.ts';

const POSTPONED = 'postponed-';

/**
 * Makes the message that comes at `dueAt` in the place of one that was received: everything of it, under an
 * id of its own, which is the same when the same delivery is postponed once more, so that duplicate detection
 * lets it pass, but not twice. Its deliveries and its time to live are counted anew. Pure.
 */
export function postponedMessage(received: ServiceBusReceivedMessage, dueAt: Date): ServiceBusMessage {
  const { applicationProperties = {}, timeToLive, ...kept } = received;
  return {
    ...kept,
    messageId: `${POSTPONED}${received.sequenceNumber?.toString() ?? ''}`,
    applicationProperties: sendableProperties(applicationProperties),
    scheduledEnqueueTimeUtc: dueAt,
  };
}

/** Whether a message comes in the place of one that was received before. Pure. */
export function isPostponed({ messageId }: Pick<ServiceBusReceivedMessage, 'messageId'>): boolean {
  return typeof messageId === 'string' && messageId.startsWith(POSTPONED);
}
