import type { StoredMessage } from '../semantics/message.ts';
import { Refusal } from '../semantics/refusal.ts';
import { asLongArray, asTimestampArray, asUuid } from './amqp-value.ts';
import { decodeMessage } from './decode-message.ts';
import { encodeMessage } from './encode-message.ts';
import { isRecord } from './frame-fields.ts';
import { uuidToBytes } from './guid.ts';
import type { Operation } from './management-operation.ts';
import { queueOf } from './management-operation.ts';
import {
  readList,
  readLockTokens,
  readNumber,
  readNumbers,
  readOptionalText,
  readText,
} from './management-request.ts';
import { enqueueAll } from './producer.ts';
import { applyOutcome } from './queue-consumer.ts';
import type { FrameFields } from './rhea-internals.ts';
import { encodedEntries, type Outcome } from './settlement.ts';

const asEntry = (message: StoredMessage): object => ({ message: encodeMessage(message) });

export const peek: Operation = ({ place, body, now }) => {
  const from = readNumber(body, 'from-sequence-number');
  const messages = queueOf(place).peek(
    from,
    readNumber(body, 'message-count'),
    now,
    readOptionalText(body, 'session-id'),
  );
  return messages.length === 0 ? undefined : { messages: messages.map(asEntry) };
};

export const schedule: Operation = ({ place, body, now }) => {
  const messages = readList(body, 'messages').map((entry) => {
    const encoded = isRecord(entry) ? entry['message'] : undefined;
    return decodeMessage(Buffer.isBuffer(encoded) ? encoded : Buffer.alloc(0));
  });
  return { 'sequence-numbers': asLongArray(enqueueAll(place.entity, messages, now)) };
};

export const cancelScheduled: Operation = ({ place, body, now }) => {
  const { entity } = place;
  const destination = place.queue ?? ('main' in entity ? entity.main : entity);
  destination.cancelScheduled(readNumbers(body, 'sequence-numbers'), now);
  return {};
};

export const receiveBySequenceNumber: Operation = ({ place, body, now }) => {
  const mode = readNumber(body, 'receiver-settle-mode') === 0 ? 'receiveAndDelete' : 'peekLock';
  const numbers = readNumbers(body, 'sequence-numbers');
  const messages = queueOf(place).takeDeferred(numbers, mode, now, readOptionalText(body, 'session-id'));
  return {
    messages: messages.map((message) => ({
      ...asEntry(message),
      ...(message.lock === undefined ? {} : { 'lock-token': asUuid(uuidToBytes(message.lock.token)) }),
    })),
  };
};

export const renewLock: Operation = ({ place, body, now }) => {
  const queue = queueOf(place);
  return {
    expirations: asTimestampArray(readLockTokens(body).map((token) => queue.settlements.renew(token, now))),
  };
};

export const updateDisposition: Operation = ({ place, body, typedBody, now }) => {
  const outcome = readOutcome(body, typedBody().get('properties-to-modify'));
  const queue = queueOf(place);
  for (const token of readLockTokens(body)) applyOutcome(queue, token, outcome, now);
  return {};
};

const readOutcome = (body: FrameFields, propertiesToModify: unknown): Outcome => {
  const modified = encodedEntries(propertiesToModify);
  const status = readText(body, 'disposition-status');
  switch (status) {
    case 'completed':
      return { kind: 'complete' };
    case 'abandoned':
      return { kind: 'abandon', modified };
    // Spelt like this on the wire.
    case 'defered':
      return { kind: 'defer', modified };
    case 'suspended': {
      const reason = readOptionalText(body, 'deadletter-reason');
      return {
        kind: 'deadLetter',
        reason,
        description: readOptionalText(body, 'deadletter-description'),
        modified,
      };
    }
    default:
      throw new Refusal('com.microsoft:argument-error', `There is no disposition status '${status}'.`);
  }
};

const NO_TIME = Number.POSITIVE_INFINITY;

export const deleteBatch: Operation = ({ place, body, now }) => {
  const before = body['enqueued-time-utc'];
  const count = queueOf(place).deleteBatch(
    readNumber(body, 'message-count'),
    before instanceof Date ? before.getTime() : NO_TIME,
    now,
    readOptionalText(body, 'session-id'),
  );
  return count === 0 ? undefined : { 'message-count': count };
};
