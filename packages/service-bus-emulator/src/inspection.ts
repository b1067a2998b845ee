import type { MessageState, StoredMessage } from './semantics/message.ts';
import type { MessageQueue } from './semantics/message-queue.ts';
import type { Entity } from './semantics/namespace.ts';
import { QueueEntity } from './semantics/queue-entity.ts';
import type { Rule } from './semantics/rule.ts';
import { Subscription } from './semantics/subscription.ts';

/** One message as the inspector shows it: no body, no properties. */
export interface MessageInspection {
  /** Service Bus's number of the message. */
  readonly sequenceNumber: number;
  /** The id that its sender gave it. */
  readonly messageId: string;
  /** Its session; undefined when it has none. */
  readonly sessionId: string | undefined;
  /** Whether it is active, deferred, scheduled and so on. */
  readonly state: MessageState;
  /** Earlier deliveries. */
  readonly deliveryCount: number;
  /** Epoch milliseconds; undefined when it is not locked. */
  readonly lockedUntil: number | undefined;
  /** Epoch milliseconds; undefined when it does not expire. */
  readonly expiresAt: number | undefined;
  /** Bytes, encoded. */
  readonly size: number;
  /** Why it is among the dead letters; undefined when no reason was given. */
  readonly deadLetterReason: string | undefined;
}

/** Everything that is known of an entity. */
export interface EntityInspection {
  /** Its path, in the spelling it was created with. */
  readonly path: string;
  /** The kind of entity. */
  readonly kind: 'queue' | 'topic' | 'subscription';
  /** Its messages, by sequence number. */
  readonly messages: readonly MessageInspection[];
  /** The messages in its dead-letter queue, by sequence number. */
  readonly deadLetters: readonly MessageInspection[];
  /** The sessions that have messages. */
  readonly sessions: readonly string[];
  /** The rules of a subscription. */
  readonly rules: readonly Rule[];
}

function inspectMessage(message: StoredMessage): MessageInspection {
  const reason = message.modified.get('DeadLetterReason');
  return {
    sequenceNumber: message.sequenceNumber,
    messageId: message.messageId,
    sessionId: message.sessionId,
    state: message.state,
    deliveryCount: message.deliveryCount,
    lockedUntil: message.lock?.until,
    expiresAt: message.expiresAt === Number.POSITIVE_INFINITY ? undefined : message.expiresAt,
    size: message.content.size,
    deadLetterReason: typeof reason === 'string' ? reason : undefined,
  };
}

function inspectQueue(queue: MessageQueue, now: number): MessageInspection[] {
  return queue.peek(0, Number.POSITIVE_INFINITY, now).map(inspectMessage);
}

export function inspectEntity(entity: Entity, now: number): EntityInspection {
  const { path } = entity;
  if (!(entity instanceof QueueEntity)) {
    return { path, kind: 'topic', messages: [], deadLetters: [], sessions: [], rules: [] };
  }
  return {
    path,
    kind: entity instanceof Subscription ? 'subscription' : 'queue',
    messages: inspectQueue(entity.main, now),
    deadLetters: inspectQueue(entity.deadLetter, now),
    sessions: entity.main.sessions.list(undefined, 0, Number.POSITIVE_INFINITY, now),
    rules: entity instanceof Subscription ? entity.rules : [],
  };
}
