import type { FrameFields } from '../amqp/composite.ts';
import type { StoredMessage } from '../semantics/message.ts';
import { Refusal } from '../semantics/refusal.ts';
import { asLongArray, asTimestampArray, asUuid } from './amqp-value.ts';
import { decodeMessage } from './decode-message.ts';
import { type EncodeOptions, encodeMessage } from './encode-message.ts';
import { isRecord } from './frame-fields.ts';
import { uuidToBytes } from './guid.ts';
import type { OperationRequest, OperationResult } from './management-operation.ts';
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
import { encodedEntries, type Outcome } from './settlement.ts';

function asEntry(message: StoredMessage, options?: EncodeOptions): object {
  return { message: encodeMessage(message, options) };
}

export function peek({ route, body, now }: OperationRequest): OperationResult {
  const from = readNumber(body, 'from-sequence-number');
  const messages = queueOf(route).peek(
    from,
    readNumber(body, 'message-count'),
    now,
    readOptionalText(body, 'session-id'),
  );
  const isBodyOmitted = body['omit-message-body'] === true;
  if (messages.length === 0) return undefined;
  return { messages: messages.map((message) => asEntry(message, { isBodyOmitted })) };
}

export function schedule({ route, body, now }: OperationRequest): OperationResult {
  const messages = readList(body, 'messages').map((entry) => {
    const encoded = isRecord(entry) ? entry['message'] : undefined;
    return decodeMessage(Buffer.isBuffer(encoded) ? encoded : Buffer.alloc(0));
  });
  return { 'sequence-numbers': asLongArray(enqueueAll(route.entity, messages, now)) };
}

export function cancelScheduled({ route, body, now }: OperationRequest): OperationResult {
  const { entity } = route;
  const destination = route.queue ?? ('main' in entity ? entity.main : entity);
  destination.cancelScheduled(readNumbers(body, 'sequence-numbers'), now);
  return {};
}

/** Some clients name the session of deferred messages, others only the link that has it. */
export function receiveBySequenceNumber({
  route,
  body,
  now,
  sessionOfLink,
}: OperationRequest): OperationResult {
  const mode = readNumber(body, 'receiver-settle-mode') === 0 ? 'receiveAndDelete' : 'peekLock';
  const numbers = readNumbers(body, 'sequence-numbers');
  const sessionId = readOptionalText(body, 'session-id') ?? sessionOfLink;
  const messages = queueOf(route).takeDeferred(numbers, mode, now, sessionId);
  return {
    messages: messages.map((message) =>
      message.lock === undefined
        ? asEntry(message)
        : {
            ...asEntry(message, { hasLockToken: true }),
            'lock-token': asUuid(uuidToBytes(message.lock.token)),
          },
    ),
  };
}

export function renewLock({ route, body, now }: OperationRequest): OperationResult {
  const queue = queueOf(route);
  return {
    expirations: asTimestampArray(readLockTokens(body).map((token) => queue.settlements.renew(token, now))),
  };
}

export function updateDisposition({ route, body, typedBody, now }: OperationRequest): OperationResult {
  const outcome = readOutcome(body, typedBody().get('properties-to-modify'));
  const queue = queueOf(route);
  for (const token of readLockTokens(body)) applyOutcome(queue, token, outcome, now);
  return {};
}

function readOutcome(body: FrameFields, propertiesToModify: unknown): Outcome {
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
}

const NO_TIME = Number.POSITIVE_INFINITY;

export function deleteBatch({ route, body, now }: OperationRequest): OperationResult {
  const before = body['enqueued-time-utc'];
  const count = queueOf(route).deleteBatch(
    readNumber(body, 'message-count'),
    before instanceof Date ? before.getTime() : NO_TIME,
    now,
    readOptionalText(body, 'session-id'),
  );
  return count === 0 ? undefined : { 'message-count': count };
}
