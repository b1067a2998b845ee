import { createHash } from 'node:crypto';
import type { ServiceBusMessage, ServiceBusReceivedMessage } from '@azure/service-bus';
import { sendableProperties, valueFromJson } from '@spotler-connector/service-bus';
import { parsedJson } from '../../parsed-json.ts';
import { Line, type Whole } from '../export/line-form.ts';
import { replayedMessage, STAMP } from '../message/replay-stamp.ts';

/**
 * The message that is sent for a line of an export, or undefined for a line that is none or has no body that
 * could be sent. It is the one that a replay of the dead letter would send, but for its id: the same line
 * always gives the same one.
 */
export function messageOfLine(text: string, run: string): ServiceBusMessage | undefined {
  const line = parsedJson(text);
  if (!Line.is(line)) return undefined;
  const { letter, reason, replays, enqueuedAt, masked, whole } = line;
  const body = whole === undefined ? bodyOfMasked(masked) : bodyOf(whole);
  if (body === undefined) return undefined;
  const { messageId = `imported-${letter}`, properties = {} } = whole ?? {};
  const given = Object.entries(properties).map(([name, value]) => [name, valueFromJson(value)]);
  const deadLetter: ServiceBusReceivedMessage = {
    ...body,
    messageId,
    applicationProperties: {
      [STAMP.count]: replays,
      [STAMP.enqueuedAt]: enqueuedAt ?? '',
      ...sendableProperties(Object.fromEntries(given)),
    },
    deadLetterReason: reason,
    state: 'active',
  };
  setAddresses(deadLetter, whole ?? { properties, contentType: 'application/json' });
  const id = createHash('sha256').update(text).digest('hex').slice(0, 32);
  return { ...replayedMessage(deadLetter, run), messageId: `import-${id}` };
}

type Body = Pick<ServiceBusReceivedMessage, 'body' | '_rawAmqpMessage'>;

function bodyOfMasked(masked: Line['masked']): Body | undefined {
  if (masked === undefined) return undefined;
  return {
    body: Buffer.from(JSON.stringify(masked)),
    _rawAmqpMessage: { body: undefined, bodyType: 'data' },
  };
}

function bodyOf({ body, value }: Whole): Body | undefined {
  if (value !== undefined) {
    const { kind, is } = value;
    return { body: valueFromJson(is), _rawAmqpMessage: { body: undefined, bodyType: kind } };
  }
  if (body === undefined) return undefined;
  return { body: Buffer.from(body, 'base64'), _rawAmqpMessage: { body: undefined, bodyType: 'data' } };
}

/** Sets what is given; the library takes no undefined. */
function setAddresses(deadLetter: ServiceBusReceivedMessage, whole: Whole): void {
  const { contentType, subject, sessionId, to, replyTo, replyToSessionId, partitionKey } = whole;
  if (contentType !== undefined) deadLetter.contentType = contentType;
  if (subject !== undefined) deadLetter.subject = subject;
  if (sessionId !== undefined) deadLetter.sessionId = sessionId;
  if (to !== undefined) deadLetter.to = to;
  if (replyTo !== undefined) deadLetter.replyTo = replyTo;
  if (replyToSessionId !== undefined) deadLetter.replyToSessionId = replyToSessionId;
  if (partitionKey !== undefined) deadLetter.partitionKey = partitionKey;
  const id = valueFromJson(whole.correlationId);
  if (typeof id === 'string' || typeof id === 'number' || Buffer.isBuffer(id)) deadLetter.correlationId = id;
}
