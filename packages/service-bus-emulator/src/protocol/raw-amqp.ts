import { Refusal } from '../semantics/refusal.ts';

const FIXED_WIDTH: Readonly<Record<number, number>> = { 4: 0, 5: 1, 6: 2, 7: 4, 8: 8, 9: 16 };

function truncated(): Refusal {
  return new Refusal('amqp:decode-error', 'The message ends in the middle of a value.');
}

/** Where the AMQP value that begins at `start` ends, found without decoding it. */
export function endOfValue(buffer: Buffer, start: number): number {
  let at = start;
  // A descriptor and then the value itself.
  while (buffer[at] === 0) at = endOfValue(buffer, at + 1);
  const code = buffer[at];
  if (code === undefined) throw truncated();
  const category = code >> 4;
  const end = at + 1 + (FIXED_WIDTH[category] ?? variableWidth(buffer, at + 1, category));
  if (end > buffer.length) throw truncated();
  return end;
}

function variableWidth(buffer: Buffer, at: number, category: number): number {
  if (category < 0xa) throw new Refusal('amqp:decode-error', 'The message has a value of an unknown type.');
  const hasShortSize = category % 2 === 0;
  if (at + (hasShortSize ? 1 : 4) > buffer.length) throw truncated();
  return hasShortSize ? 1 + buffer.readUInt8(at) : 4 + buffer.readUInt32BE(at);
}

/** The sections of an AMQP message, by their descriptor codes. */
export const SECTION = {
  header: 0x70,
  deliveryAnnotations: 0x71,
  messageAnnotations: 0x72,
  properties: 0x73,
  applicationProperties: 0x74,
  data: 0x75,
  sequence: 0x76,
  value: 0x77,
  footer: 0x78,
} as const;

export interface Section {
  readonly code: number;
  readonly start: number;
  /** Where the value behind the descriptor begins. */
  readonly valueStart: number;
  readonly end: number;
}

/** Cuts a message into its sections without decoding them. */
export function sectionsOf(buffer: Buffer): Section[] {
  const sections: Section[] = [];
  for (let start = 0; start < buffer.length; ) {
    if (buffer[start] !== 0)
      throw new Refusal('amqp:decode-error', 'The message has a part without a descriptor.');
    const valueStart = endOfValue(buffer, start + 1);
    const end = endOfValue(buffer, valueStart);
    sections.push({ code: sectionCode(buffer, start + 1), start, valueStart, end });
    start = end;
  }
  return sections;
}

/** A small or a full ulong, or the symbol that the standard allows in its place. */
function sectionCode(buffer: Buffer, at: number): number {
  if (buffer[at] === 0x53) return buffer[at + 1] ?? 0;
  if (buffer[at] === 0x80) return Number(buffer.readBigUInt64BE(at + 1));
  const symbol = buffer[at] === 0xa3 ? buffer.toString('ascii', at + 2, endOfValue(buffer, at)) : '';
  const code = SYMBOLS.get(symbol);
  if (code !== undefined) return code;
  throw new Refusal('amqp:decode-error', 'The message has a part with an unknown descriptor.');
}

const SYMBOLS: ReadonlyMap<string, number> = new Map([
  ['amqp:header:list', SECTION.header],
  ['amqp:delivery-annotations:map', SECTION.deliveryAnnotations],
  ['amqp:message-annotations:map', SECTION.messageAnnotations],
  ['amqp:properties:list', SECTION.properties],
  ['amqp:application-properties:map', SECTION.applicationProperties],
  ['amqp:data:binary', SECTION.data],
  ['amqp:amqp-sequence:list', SECTION.sequence],
  ['amqp:amqp-value:*', SECTION.value],
  ['amqp:footer:map', SECTION.footer],
]);

/** The encoded keys and values of a map, in order. */
export function mapEntries(
  buffer: Buffer,
  start: number,
): { readonly key: Buffer; readonly value: Buffer }[] {
  const end = endOfValue(buffer, start);
  // map8 has one byte each of size and count, map32 four; an absent map is a null.
  const headerLength = buffer[start] === 0xc1 ? 3 : 9;
  const entries = [];
  for (let at = start + headerLength; at < end; ) {
    const keyEnd = endOfValue(buffer, at);
    const valueEnd = endOfValue(buffer, keyEnd);
    entries.push({ key: buffer.subarray(at, keyEnd), value: buffer.subarray(keyEnd, valueEnd) });
    at = valueEnd;
  }
  return entries;
}

/** A described map of already encoded keys and values. */
export function encodeMapSection(code: number, parts: readonly Buffer[]): Buffer {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const head = Buffer.alloc(12);
  head.set([0x00, 0x53, code, 0xd1]);
  head.writeUInt32BE(length + 4, 4);
  head.writeUInt32BE(parts.length, 8);
  return Buffer.concat([head, ...parts]);
}
