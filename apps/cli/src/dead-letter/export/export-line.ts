import type { ServiceBusReceivedMessage } from '@azure/service-bus';
import { bodyBytes, valueToJson } from '@spotler-connector/service-bus';
import { parsedJson } from '../../parsed-json.ts';
import { deadLetterOf } from '../message/dead-letter.ts';
import { essentialBody } from '../message/masked-body.ts';
import type { Line, Whole } from './line-form.ts';

/** A dead letter as a line of JSON. Without `personalData` it only says what happened to which record. */
export function exportLine(message: ServiceBusReceivedMessage, personalData: boolean): string {
  const { sequenceNumber, reason, replays, enqueuedAt } = deadLetterOf(message);
  const line = {
    letter: sequenceNumber,
    reason,
    replays,
    enqueuedAt: enqueuedAt === undefined ? undefined : new Date(enqueuedAt).toISOString(),
    ...(personalData ? { whole: wholeOf(message) } : { masked: maskedOf(message) }),
  } satisfies Record<keyof Omit<Line, 'whole' | 'masked'>, unknown>;
  return JSON.stringify(line);
}

function maskedOf(message: ServiceBusReceivedMessage): object | undefined {
  const body = essentialBody(parsedJson(Buffer.from(bodyBytes(message)).toString('utf8')));
  return typeof body === 'object' && body !== null && !Array.isArray(body) ? body : undefined;
}

function wholeOf(
  message: ServiceBusReceivedMessage,
): Readonly<Record<keyof Omit<Whole, 'body' | 'value'>, unknown>> {
  const { messageId, correlationId, applicationProperties = {} } = message;
  const { contentType, subject, sessionId, to, replyTo, replyToSessionId, partitionKey } = message;
  const properties = Object.entries(applicationProperties).map(([name, value]) => [name, valueToJson(value)]);
  return {
    ...bodyOf(message),
    properties: Object.fromEntries(properties),
    messageId: messageId === undefined ? undefined : textOf(messageId),
    correlationId: correlationId === undefined ? undefined : valueToJson(correlationId),
    contentType,
    subject,
    sessionId,
    to,
    replyTo,
    replyToSessionId,
    partitionKey,
  };
}

function bodyOf(message: ServiceBusReceivedMessage): Pick<Whole, 'body' | 'value'> {
  const kind = message._rawAmqpMessage.bodyType ?? 'data';
  if (kind !== 'data') return { value: { kind, is: valueToJson(message.body) } };
  return { body: Buffer.from(bodyBytes(message)).toString('base64') };
}

function textOf(id: NonNullable<ServiceBusReceivedMessage['messageId']>): string {
  return id instanceof Uint8Array ? Buffer.from(id).toString('hex') : String(id);
}
