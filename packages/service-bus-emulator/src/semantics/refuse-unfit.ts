import type { IncomingMessage } from './message.ts';
import type { QueueSettings } from './queue-settings.ts';
import { Refusal } from './refusal.ts';

/** Where messages are to go. */
export interface Destination {
  readonly path: string;
  readonly settings: QueueSettings;
}

const NO_SESSION_ID =
  'The SessionId was not set on a message, and it cannot be sent to the entity. Entities that have session support enabled can only receive messages that have the SessionId set to a valid value.';

/**
 * Refuses messages that lack a session id, are too big, or would overfill the entity, which holds
 * `bytesHeld`.
 */
export function refuseUnfit(
  messages: readonly IncomingMessage[],
  { path, settings }: Destination,
  bytesHeld: number,
): void {
  let bytes = bytesHeld;
  for (const message of messages) {
    if (settings.requiresSession) refuseWithoutSession(message);
    refuseTooBig(message.content.size, settings.maxMessageBytes);
    bytes += message.content.size;
  }
  if (bytes > settings.maxEntityBytes) {
    throw new Refusal(
      'amqp:resource-limit-exceeded',
      `The maximum entity size has been reached or exceeded for '${path}'. Size of entity in bytes:${bytes}, Max entity size in bytes:${settings.maxEntityBytes}.`,
    );
  }
}

/** Refuses a message that lacks a session id. */
export function refuseWithoutSession({ sessionId }: IncomingMessage): void {
  if (sessionId === undefined) throw new Refusal('amqp:not-allowed', NO_SESSION_ID);
}

/** Refuses what is larger than a message, or a whole batch, may be. */
export function refuseTooBig(size: number, maximum: number): void {
  if (size <= maximum) return;
  throw new Refusal(
    'amqp:link:message-size-exceeded',
    `The received message (size:${size} bytes) exceeds the limit (${maximum} bytes) currently allowed on the link.`,
  );
}
