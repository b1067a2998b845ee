import type { IncomingMessage, StoredMessage } from './message.ts';
import { Refusal } from './refusal.ts';

/** As in the service; it also ends circles. */
const MAX_HOPS = 4;

/** A message as it enters the entity that it is sent on to. Refused when it has been sent on too often. */
export function forwardedMessage(message: StoredMessage, now: number): IncomingMessage {
  const { content, messageId, sessionId, expiresAt, modified, deadLetterSource, wasScheduled } = message;
  if (message.hops >= MAX_HOPS) {
    throw new Refusal(
      'amqp:not-allowed',
      `The maximum transfer hop count is reached: the message was sent on ${MAX_HOPS} times.`,
    );
  }
  return {
    content,
    messageId,
    sessionId,
    timeToLive: expiresAt === Number.POSITIVE_INFINITY ? undefined : expiresAt - now,
    scheduledEnqueueTime: undefined,
    wasScheduled,
    forwarded: {
      hops: message.hops + 1,
      modified,
      deadLetterSource,
      enqueuedSequenceNumber: message.enqueuedSequenceNumber,
    },
  };
}
