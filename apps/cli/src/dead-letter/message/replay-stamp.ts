import { createHash } from 'node:crypto';
import type { ServiceBusMessage, ServiceBusReceivedMessage } from '@azure/service-bus';
import { sendableProperties } from '@spotler-connector/service-bus';

/** Application properties that a replayed message carries. None of them holds personal data. */
export const STAMP = {
  /** How often the message was replayed. */
  count: 'spotler-replay-count',
  /** The run that replayed it last. */
  run: 'spotler-replay-run',
  /** The message id that it had at first. */
  messageId: 'spotler-replay-original-id',
  /** When it was enqueued at first, as an ISO 8601 text. */
  enqueuedAt: 'spotler-replay-original-enqueued-at',
  /** Why it became a dead letter the first time. */
  reason: 'spotler-replay-first-reason',
} as const;

/**
 * Properties that Service Bus and its clients put on a dead letter; a replayed message must not carry them.
 */
const DEAD_LETTER_PROPERTIES: ReadonlySet<string> = new Set([
  'DeadLetterReason',
  'DeadLetterErrorDescription',
]);

/** Service Bus allows a message id this many characters. */
const MAX_ID_LENGTH = 128;

/** How often a message was replayed so far. */
export function replaysOf({ applicationProperties = {} }: ServiceBusReceivedMessage): number {
  const count = applicationProperties[STAMP.count];
  return typeof count === 'number' && Number.isInteger(count) && count > 0 ? count : 0;
}

/** The run that replayed a message last; undefined when none did. */
export function runOf({ applicationProperties = {} }: ServiceBusReceivedMessage): string | undefined {
  const run = applicationProperties[STAMP.run];
  return typeof run === 'string' ? run : undefined;
}

/**
 * Makes the message that is sent for a dead letter: its body and properties as they were, without the marks
 * of a dead letter and with a stamp. The message id is derived from the original one, the replay's number and
 * the dead letter's sequence number, so that duplicate detection lets it pass, but not twice when the same
 * replay is sent again. The time to live starts anew. Pure.
 */
export function replayedMessage(deadLetter: ServiceBusReceivedMessage, run: string): ServiceBusMessage {
  const { applicationProperties = {}, timeToLive, scheduledEnqueueTimeUtc, ...kept } = deadLetter;
  const properties = Object.entries(applicationProperties).filter(
    ([name]) => !DEAD_LETTER_PROPERTIES.has(name),
  );
  const count = replaysOf(deadLetter) + 1;
  const originalId = applicationProperties[STAMP.messageId] ?? textOf(deadLetter.messageId);
  return {
    ...kept,
    messageId: derivedId(String(originalId), count, deadLetter.sequenceNumber?.toString() ?? ''),
    applicationProperties: {
      ...sendableProperties(Object.fromEntries(properties)),
      [STAMP.count]: count,
      [STAMP.run]: run,
      [STAMP.messageId]: originalId,
      [STAMP.enqueuedAt]:
        applicationProperties[STAMP.enqueuedAt] ?? deadLetter.enqueuedTimeUtc?.toISOString() ?? '',
      [STAMP.reason]: applicationProperties[STAMP.reason] ?? deadLetter.deadLetterReason ?? '',
    },
  };
}

function derivedId(original: string, count: number, sequenceNumber: string): string {
  const suffix = `:replay-${count}-${sequenceNumber}`;
  if (original.length + suffix.length <= MAX_ID_LENGTH) return original + suffix;
  return createHash('sha256').update(original).digest('hex') + suffix;
}

function textOf(messageId: ServiceBusReceivedMessage['messageId']): string {
  return messageId instanceof Uint8Array ? Buffer.from(messageId).toString('hex') : String(messageId ?? '');
}
