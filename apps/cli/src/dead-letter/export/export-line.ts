import { createHash } from 'node:crypto';
import type { ServiceBusMessage, ServiceBusReceivedMessage } from '@azure/service-bus';
import { bodyBytes } from '@spotler-connector/service-bus';
import * as t from 'io-ts';
import { deadLetterOf } from '../message/dead-letter.ts';
import { maskedBody } from '../message/masked-body.ts';
import { replayedMessage, STAMP } from '../message/replay-stamp.ts';

/** A line of an export: a dead letter, either with everything in it or with personal data masked. */
const Line = t.intersection([
  t.type({ letter: t.string, reason: t.string, replays: t.number }),
  t.partial({
    enqueuedAt: t.string,
    /** The body with values masked. It still says what happened to which record. */
    masked: t.UnknownRecord,
    /** Everything: the body in base 64, and what goes with it. */
    whole: t.intersection([
      t.type({
        body: t.string,
        properties: t.record(t.string, t.union([t.string, t.number, t.boolean, t.null])),
      }),
      t.partial({ messageId: t.string, contentType: t.string, subject: t.string, correlationId: t.string }),
    ]),
  }),
]);

/** A dead letter as a line of JSON. Without `personalData` its values are masked. */
export function exportLine(message: ServiceBusReceivedMessage, personalData: boolean): string {
  const { sequenceNumber, reason, replays, enqueuedAt } = deadLetterOf(message);
  return JSON.stringify({
    letter: sequenceNumber,
    reason,
    replays,
    enqueuedAt: enqueuedAt === undefined ? undefined : new Date(enqueuedAt).toISOString(),
    whole: personalData ? wholeOf(message) : undefined,
    masked: personalData ? undefined : maskedOf(message),
  });
}

/**
 * The message that is sent for a line of an export, or undefined for a line that is none or has no body that
 * could be sent. The same line always gives the same message id.
 */
export function messageOfLine(line: string, run: string): ServiceBusMessage | undefined {
  const parsed = parse(line);
  if (!Line.is(parsed)) return undefined;
  const { letter, reason, replays, enqueuedAt, masked, whole } = parsed;
  const id = createHash('sha256').update(line).digest('hex').slice(0, 32);
  const body = whole === undefined ? masked && JSON.stringify(masked) : Buffer.from(whole.body, 'base64');
  if (body === undefined) return undefined;
  const { messageId = `imported-${letter}`, properties = {}, contentType = 'application/json' } = whole ?? {};
  const message: ServiceBusReceivedMessage = {
    body: Buffer.from(body),
    messageId,
    contentType,
    applicationProperties: { [STAMP.count]: replays, [STAMP.enqueuedAt]: enqueuedAt ?? '', ...properties },
    deadLetterReason: reason,
    state: 'active',
    _rawAmqpMessage: { body: undefined, bodyType: 'data' },
  };
  if (whole?.subject !== undefined) message.subject = whole.subject;
  if (whole?.correlationId !== undefined) message.correlationId = whole.correlationId;
  const stamped = replayedMessage(message, run);
  return { ...stamped, messageId: `import-${id}` };
}

function maskedOf(message: ServiceBusReceivedMessage): unknown {
  const masked = maskedBody(parse(Buffer.from(bodyBytes(message)).toString('utf8')));
  return typeof masked === 'object' && masked !== null && !Array.isArray(masked) ? masked : undefined;
}

function wholeOf(message: ServiceBusReceivedMessage) {
  const { messageId, contentType, subject, correlationId, applicationProperties = {} } = message;
  const properties = Object.entries(applicationProperties).map(([name, value]) => [
    name,
    value instanceof Date ? value.toISOString() : (value ?? null),
  ]);
  return {
    body: Buffer.from(bodyBytes(message)).toString('base64'),
    properties: Object.fromEntries(properties),
    messageId: messageId === undefined ? undefined : String(messageId),
    correlationId: correlationId === undefined ? undefined : String(correlationId),
    contentType,
    subject,
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
