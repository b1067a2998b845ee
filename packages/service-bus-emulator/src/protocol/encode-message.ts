import type { StoredMessage } from '../semantics/message.ts';
import { AmqpContent } from './amqp-content.ts';
import { asInt, asLong, asSymbol, asTimestamp, encodeValue } from './amqp-value.ts';
import { encodeMapSection, SECTION } from './raw-amqp.ts';
import { amqpMessage, amqpTypes } from './rhea-internals.ts';

const STATE_NUMBER = { active: 0, deferred: 1, scheduled: 2 } as const;

/** The message as a receiver gets it: header and annotations written anew, everything else as it was sent. */
export function encodeMessage(message: StoredMessage): Buffer {
  const { content } = message;
  if (!(content instanceof AmqpContent))
    throw new TypeError('Only a message that came over AMQP can be sent over AMQP.');
  return Buffer.concat([
    encodeHeader(message, content),
    encodeAnnotations(message, content),
    content.tailFor(message),
  ]);
}

function encodeHeader(message: StoredMessage, { durable, priority }: AmqpContent): Buffer {
  return encodeValue(
    amqpMessage
      .header({
        durable,
        priority,
        ttl: message.timeToLive === undefined ? undefined : Math.min(message.timeToLive, 0xffffffff),
        delivery_count: message.deliveryCount,
      })
      .described(),
  );
}

function encodeAnnotations(message: StoredMessage, content: AmqpContent): Buffer {
  const entries = new Map(content.annotations);
  const own = {
    'x-opt-enqueued-time': asTimestamp(message.enqueuedTime),
    'x-opt-sequence-number': asLong(message.sequenceNumber),
    'x-opt-enqueue-sequence-number': asLong(message.enqueuedSequenceNumber),
    'x-opt-message-state': asInt(stateNumber(message)),
    'x-opt-locked-until': message.lock && asTimestamp(message.lock.until),
    'x-opt-deadletter-source':
      message.deadLetterSource === undefined ? undefined : amqpTypes.wrap(message.deadLetterSource),
  };
  for (const [name, value] of Object.entries(own)) {
    if (value !== undefined) entries.set(name, encodeValue(value));
  }
  const parts = [...entries].flatMap(([name, value]) => [encodeValue(asSymbol(name)), value]);
  return encodeMapSection(SECTION.messageAnnotations, parts);
}

/** A message that was scheduled says so for as long as it is there, as the service's does. */
function stateNumber({ state, scheduledEnqueueTime }: StoredMessage): number {
  return state === 'active' && scheduledEnqueueTime !== undefined
    ? STATE_NUMBER.scheduled
    : STATE_NUMBER[state];
}
