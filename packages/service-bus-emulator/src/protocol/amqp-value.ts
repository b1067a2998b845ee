import { isTyped } from '../amqp/composite.ts';
import { readValue } from '../amqp/read-value.ts';
import { amqpTypes, type Typed } from '../amqp/rhea-types.ts';

const TIMESTAMP = 0x83;
const LONG = 0x81;

export function encodeValue(value: Typed): Buffer {
  const writer = new amqpTypes.Writer();
  writer.write(value);
  return writer.toBuffer();
}

/** The plain JavaScript value: numbers, strings, Dates, Buffers (uuid, binary), arrays and objects. */
export function decodeValue(buffer: Buffer): unknown {
  return amqpTypes.unwrap(readValue(buffer));
}

export function asLong(value: number): Typed {
  return amqpTypes.wrap_long(value);
}
/** A long given as its eight bytes, for numbers that JavaScript cannot hold. */
export function asLongBytes(bytes: Buffer): Typed {
  return amqpTypes.wrap_long(bytes);
}
export function asInt(value: number): Typed {
  return amqpTypes.wrap_int(value);
}
export function asTimestamp(milliseconds: number): Typed {
  return amqpTypes.wrap_timestamp(milliseconds);
}
export function asUuid(bytes: Buffer): Typed {
  return amqpTypes.wrap_uuid(bytes);
}
export function asSymbol(text: string): Typed {
  return amqpTypes.wrap_symbol(text);
}
export function asTimestampArray(values: readonly number[]): Typed {
  return amqpTypes.wrap_array(values, TIMESTAMP);
}
export function asLongArray(values: readonly number[]): Typed {
  return amqpTypes.wrap_array(values, LONG);
}

export function asDescribedList(code: number, items: readonly unknown[]): Typed {
  return amqpTypes.described(amqpTypes.wrap_ulong(code), amqpTypes.wrap_list(items));
}

/** The entries of a map with string or symbol keys, each value still typed. */
export function typedEntries(map: unknown): Map<string, Typed> {
  const entries = new Map<string, Typed>();
  if (!isTyped(map) || !Array.isArray(map.value)) return entries;
  for (let index = 0; index + 1 < map.value.length; index += 2) {
    const key: unknown = amqpTypes.unwrap(map.value[index]);
    const value: unknown = map.value[index + 1];
    if (typeof key === 'string' && isTyped(value)) entries.set(key, value);
  }
  return entries;
}
