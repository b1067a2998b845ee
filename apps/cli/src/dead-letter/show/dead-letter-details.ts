import type { ServiceBusReceivedMessage } from '@azure/service-bus';
import { isOwnDescription } from '@spotler-connector/adapters';
import { bodyBytes, decodeQueueMessage } from '@spotler-connector/service-bus';
import { type DeadLetter, deadLetterOf } from '../message/dead-letter.ts';
import { maskedBody } from '../message/masked-body.ts';
import { nextStep } from '../message/next-step.ts';
import { reasonClass } from '../message/reason-class.ts';
import { STAMP } from '../message/replay-stamp.ts';

/** Everything about one dead letter. */
export interface DeadLetterDetails extends Omit<DeadLetter, 'enqueuedAt'> {
  /** When it came into the queue, as an ISO 8601 text. */
  readonly enqueuedAt: string | null;
  readonly messageId: string;
  readonly deliveryCount: number | null;
  /** Description of the reason; masked where it may quote somebody. */
  readonly description: string | null;
  /** Mistake in a body that can't be understood. */
  readonly malformed: string | null;
  /** Next step. */
  readonly next: string;
  readonly operationId: string | null;
  readonly correlationId: string | null;
  /** Why it became a dead letter the first time, when it was replayed. */
  readonly firstReason: string | null;
  readonly contentType: string | null;
  readonly bodyBytes: number;
  /** Application properties; values masked. */
  readonly properties: Readonly<Record<string, unknown>>;
  /** The body: JSON, masked or not, or a text about it. */
  readonly body: unknown;
}

const MASKED = '‹masked›';
const IDENTIFIER = /^[\w:{}-]{1,128}$/;
const PROPERTY_NAME = /^[\w:./-]{1,200}$/;
const CONTENT_TYPE = /^[\w.+-]{1,40}\/[\w.+-]{1,60}(; ?charset=[\w-]{1,20})?$/;
/** Reads everything about a dead letter. Without `reveal` personal data is masked. Pure. */
export function deadLetterDetails(message: ServiceBusReceivedMessage, reveal: boolean): DeadLetterDetails {
  const { enqueuedAt, ...deadLetter } = deadLetterOf(message);
  const decoded = decodeQueueMessage(message);
  const origin = decoded.kind === 'change' || decoded.kind === 'job' ? decoded : undefined;
  const malformed = decoded.kind === 'malformed' ? decoded.report.message : null;
  const { applicationProperties = {} } = message;
  const plain = (text: unknown, form: RegExp): string | null => {
    if (text === undefined || text === null || text === '') return null;
    return reveal || form.test(String(text)) ? String(text) : MASKED;
  };
  return {
    ...deadLetter,
    enqueuedAt: enqueuedAt === undefined ? null : new Date(enqueuedAt).toISOString(),
    messageId: plain(message.messageId, IDENTIFIER) ?? '',
    deliveryCount: message.deliveryCount ?? null,
    description: describe(message, malformed, reveal),
    malformed,
    next: nextStep(deadLetter.reason),
    operationId: origin?.operationId ?? null,
    correlationId: origin?.correlationId ?? null,
    firstReason: firstReason(applicationProperties[STAMP.reason]),
    contentType: plain(message.contentType, CONTENT_TYPE),
    bodyBytes: bodyBytes(message).byteLength,
    properties: reveal ? applicationProperties : maskedProperties(applicationProperties),
    body: bodyOf(message, reveal),
  };
}

function describe(
  { deadLetterErrorDescription: text }: ServiceBusReceivedMessage,
  malformed: string | null,
  reveal: boolean,
): string | null {
  if (text === undefined || text === '') return null;
  return reveal || text === malformed || isOwnDescription(text) ? text : MASKED;
}

function firstReason(reason: unknown): string | null {
  return reason === undefined ? null : reasonClass(reason);
}

function maskedProperties(properties: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.keys(properties).map((name) => [PROPERTY_NAME.test(name) ? name : MASKED, MASKED]),
  );
}

function bodyOf(message: ServiceBusReceivedMessage, reveal: boolean): unknown {
  const text = Buffer.from(bodyBytes(message)).toString('utf8');
  try {
    const body: unknown = JSON.parse(text);
    return reveal ? body : maskedBody(body);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return reveal ? text : `${MASKED} (not JSON)`;
  }
}
