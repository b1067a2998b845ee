import { composite } from '../amqp/composite.ts';
import { SECTION_LIST } from '../amqp/composites.ts';
import { amqpTypes } from '../amqp/rhea-types.ts';
import type { StoredMessage } from '../semantics/message.ts';
import { AmqpContent } from './amqp-content.ts';
import { asInt, asLong, asSymbol, asTimestamp, asUuid, encodeValue } from './amqp-value.ts';
import { uuidToBytes } from './guid.ts';
import { encodeMapSection, SECTION, sectionsOf } from './raw-amqp.ts';

const STATE_NUMBER = { active: 0, deferred: 1, scheduled: 2 } as const;

/** How a message is written that is not simply delivered. */
export interface EncodeOptions {
  /** True to write the lock token into the message, for a receiver that gets no delivery tag with it. */
  readonly hasLockToken?: boolean | undefined;
  /** True to leave the body out. */
  readonly isBodyOmitted?: boolean | undefined;
}

/** The message as a receiver gets it: header and annotations written anew, everything else as it was sent. */
export function encodeMessage(
  message: StoredMessage,
  { hasLockToken = false, isBodyOmitted = false }: EncodeOptions = {},
): Buffer {
  const { content } = message;
  if (!(content instanceof AmqpContent))
    throw new TypeError('Only a message that came over AMQP can be sent over AMQP.');
  return Buffer.concat([
    encodeHeader(message, content),
    ...(hasLockToken && message.lock !== undefined ? [encodeLockToken(message.lock.token)] : []),
    encodeAnnotations(message, content),
    isBodyOmitted ? withoutBody(content.tailFor(message)) : content.tailFor(message),
  ]);
}

/** The client in Go, and others, find the token of a deferred message nowhere else. */
function encodeLockToken(token: string): Buffer {
  const parts = [encodeValue(asSymbol('x-opt-lock-token')), encodeValue(asUuid(uuidToBytes(token)))];
  return encodeMapSection(SECTION.deliveryAnnotations, parts);
}

function withoutBody(tail: Buffer): Buffer {
  const body = sectionsOf(tail).filter(({ code }) => code >= SECTION.data && code <= SECTION.value);
  const [first, last] = [body[0], body.at(-1)];
  if (first === undefined || last === undefined) return tail;
  return Buffer.concat([tail.subarray(0, first.start), tail.subarray(last.end)]);
}

function encodeHeader(message: StoredMessage, { durable, priority, firstAcquirer }: AmqpContent): Buffer {
  return encodeValue(
    composite(SECTION_LIST.header, {
      durable,
      priority,
      first_acquirer: firstAcquirer,
      ttl: message.timeToLive === undefined ? undefined : Math.min(message.timeToLive, 0xffffffff),
      delivery_count: message.deliveryCount,
    }).described(),
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
function stateNumber({ state, wasScheduled }: StoredMessage): number {
  return state === 'active' && wasScheduled ? STATE_NUMBER.scheduled : STATE_NUMBER[state];
}
