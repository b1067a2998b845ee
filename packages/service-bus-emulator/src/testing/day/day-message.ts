import { composite } from '../../amqp/composite.ts';
import { SECTION_LIST } from '../../amqp/composites.ts';
import { amqpTypes, type Typed } from '../../amqp/rhea-types.ts';
import { asSymbol, asTimestamp, encodeValue } from '../../protocol/amqp-value.ts';
import { decodeMessage } from '../../protocol/decode-message.ts';
import { encodeMapSection, SECTION } from '../../protocol/raw-amqp.ts';
import type { IncomingMessage } from '../../semantics/message.ts';
import type { DayMessage } from './day-operation.ts';

/** The message as a client would send it. */
export function incomingOf({ id, sessionId, timeToLive, dueAt, colour, size }: DayMessage): IncomingMessage {
  const application: Buffer[] = [];
  const put = (name: string, value: Typed | undefined): void => {
    if (value !== undefined) application.push(encodeValue(amqpTypes.wrap_string(name)), encodeValue(value));
  };
  put('colour', colour === undefined ? undefined : amqpTypes.wrap_string(colour));
  put('size', size === undefined ? undefined : amqpTypes.wrap_int(size));
  const due = dueAt === undefined ? [] : [asSymbol('x-opt-scheduled-enqueue-time'), asTimestamp(dueAt)];
  return decodeMessage(
    Buffer.concat([
      encodeValue(composite(SECTION_LIST.header, { ttl: timeToLive }).described()),
      encodeMapSection(SECTION.messageAnnotations, due.map(encodeValue)),
      encodeValue(composite(SECTION_LIST.properties, { message_id: id, group_id: sessionId }).described()),
      encodeMapSection(SECTION.applicationProperties, application),
      encodeValue(amqpTypes.described(amqpTypes.wrap_ulong(SECTION.value), amqpTypes.wrap_string('body'))),
    ]),
  );
}
