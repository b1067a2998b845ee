import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from '../semantics/message.ts';
import { Refusal } from '../semantics/refusal.ts';
import { AmqpContent } from './amqp-content.ts';
import { decodeValue } from './amqp-value.ts';
import { mapEntries, SECTION, type Section, sectionsOf } from './raw-amqp.ts';

/** The message format of an envelope whose data sections are whole messages. */
export const BATCH_FORMAT = 0x80013700;

const SCHEDULED = 'x-opt-scheduled-enqueue-time';

/** Reads one encoded message; refuses bytes that are none. */
export function decodeMessage(buffer: Buffer): IncomingMessage {
  const sections = sectionsOf(buffer);
  const find = (code: number): Section | undefined => sections.find((section) => section.code === code);
  const header = decodeList(buffer, find(SECTION.header));
  const annotations = decodeAnnotations(buffer, find(SECTION.messageAnnotations));
  const tailStart = sections.find(({ code }) => code >= SECTION.properties)?.start ?? buffer.length;
  const content = new AmqpContent({
    size: buffer.length,
    durable: header[0] === true,
    priority: typeof header[1] === 'number' ? header[1] : 4,
    firstAcquirer: typeof header[3] === 'boolean' ? header[3] : undefined,
    annotations,
    tail: ownCopy(buffer.subarray(tailStart)),
  });
  const sessionId = content.systemProperty('sessionId');
  const scheduled = annotations.get(SCHEDULED);
  const scheduledAt = scheduled === undefined ? undefined : decodeValue(scheduled);
  return {
    content,
    messageId: String(content.systemProperty('messageId') ?? randomUUID()),
    sessionId: typeof sessionId === 'string' ? sessionId : undefined,
    timeToLive: typeof header[2] === 'number' ? header[2] : undefined,
    scheduledEnqueueTime: scheduledAt instanceof Date ? scheduledAt.getTime() : undefined,
  };
}

/** The messages of one transfer: one, or all those in a batch envelope. Refuses bytes that are none. */
export function decodeTransfer(buffer: Buffer, format: number): IncomingMessage[] {
  try {
    return decodeAll(buffer, format);
  } catch (error) {
    throw error instanceof Refusal
      ? error
      : new Refusal('amqp:decode-error', 'The message cannot be decoded.');
  }
}

function decodeAll(buffer: Buffer, format: number): IncomingMessage[] {
  if (format !== BATCH_FORMAT) return [decodeMessage(buffer)];
  return sectionsOf(buffer)
    .filter(({ code }) => code === SECTION.data)
    .map(({ valueStart, end }) => {
      const inner = decodeValue(buffer.subarray(valueStart, end));
      return decodeMessage(Buffer.isBuffer(inner) ? inner : Buffer.alloc(0));
    });
}

/** Bytes of their own: neither the chunk that the socket read nor a pool stays in memory with one message. */
function ownCopy(bytes: Buffer): Buffer {
  const copy = Buffer.allocUnsafeSlow(bytes.length);
  bytes.copy(copy);
  return copy;
}

function decodeList(buffer: Buffer, section: Section | undefined): readonly unknown[] {
  const list = section === undefined ? [] : decodeValue(buffer.subarray(section.valueStart, section.end));
  return Array.isArray(list) ? list : [];
}

/** Shared by all messages without annotations. */
const NO_ANNOTATIONS: ReadonlyMap<string, Buffer> = new Map();

function decodeAnnotations(buffer: Buffer, section: Section | undefined): ReadonlyMap<string, Buffer> {
  if (section === undefined) return NO_ANNOTATIONS;
  const annotations = new Map<string, Buffer>();
  for (const { key, value } of mapEntries(buffer, section.valueStart)) {
    annotations.set(String(decodeValue(key)), Buffer.from(value));
  }
  return annotations;
}
