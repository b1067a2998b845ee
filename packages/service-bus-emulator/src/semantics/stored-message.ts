import type { IncomingMessage, ModifiedProperties, StoredMessage } from './message.ts';

/** Shared by all, for most messages are never modified. */
const UNMODIFIED: ModifiedProperties = new Map();

/** The message as it enters a queue: it lives as long as it wants, but no longer than the queue allows. */
export function storedMessage(
  incoming: IncomingMessage,
  sequenceNumber: number,
  maxTimeToLive: number,
  now: number,
): StoredMessage {
  const { content, messageId, sessionId, scheduledEnqueueTime, forwarded } = incoming;
  const isScheduled = scheduledEnqueueTime !== undefined && scheduledEnqueueTime > now;
  const timeToLive = Math.min(incoming.timeToLive ?? Number.POSITIVE_INFINITY, maxTimeToLive);
  return {
    content,
    messageId,
    sessionId,
    sequenceNumber,
    enqueuedSequenceNumber: forwarded?.enqueuedSequenceNumber ?? sequenceNumber,
    enqueuedTime: now,
    expiresAt: now + timeToLive,
    timeToLive: timeToLive === Number.POSITIVE_INFINITY ? undefined : timeToLive,
    dueAt: isScheduled ? scheduledEnqueueTime : undefined,
    wasScheduled: isScheduled || incoming.wasScheduled === true,
    deadLetterSource: forwarded?.deadLetterSource,
    hops: forwarded?.hops ?? 0,
    modified: forwarded?.modified ?? UNMODIFIED,
    state: isScheduled ? 'scheduled' : 'active',
    deliveryCount: 0,
    lock: undefined,
    deadline: undefined,
  };
}

/** A scheduled message as it was sent, to be sent again when it is due. */
export function scheduledMessage(stored: StoredMessage): IncomingMessage {
  const { content, messageId, sessionId, timeToLive, dueAt, hops, modified, deadLetterSource } = stored;
  const forwarded = {
    hops,
    modified,
    deadLetterSource,
    enqueuedSequenceNumber: stored.enqueuedSequenceNumber,
  };
  const isForwarded = hops > 0;
  return {
    content,
    messageId,
    sessionId,
    timeToLive,
    scheduledEnqueueTime: dueAt,
    forwarded: isForwarded ? forwarded : undefined,
  };
}
