import { amqpTypes, type Typed } from './rhea-internals.ts';

const TIMESTAMP = 0x83;
const LONG = 0x81;

export const encodeValue = (value: Typed): Buffer => {
  const writer = new amqpTypes.Writer();
  writer.write(value);
  return writer.toBuffer();
};

/** The plain JavaScript value: numbers, strings, Dates, Buffers (uuid, binary), arrays and objects. */
export const decodeValue = (buffer: Buffer): unknown => amqpTypes.unwrap(new amqpTypes.Reader(buffer).read());

export const asLong = (value: number): Typed => amqpTypes.wrap_long(value);
/** A long given as its eight bytes, for numbers that JavaScript cannot hold. */
export const asLongBytes = (bytes: Buffer): Typed => amqpTypes.wrap_long(bytes);
export const asInt = (value: number): Typed => amqpTypes.wrap_int(value);
export const asTimestamp = (milliseconds: number): Typed => amqpTypes.wrap_timestamp(milliseconds);
export const asUuid = (bytes: Buffer): Typed => amqpTypes.wrap_uuid(bytes);
export const asSymbol = (text: string): Typed => amqpTypes.wrap_symbol(text);
export const asTimestampArray = (values: readonly number[]): Typed => amqpTypes.wrap_array(values, TIMESTAMP);
export const asLongArray = (values: readonly number[]): Typed => amqpTypes.wrap_array(values, LONG);

export const asDescribedList = (code: number, items: readonly unknown[]): Typed =>
  amqpTypes.described(amqpTypes.wrap_ulong(code), amqpTypes.wrap_list(items));

export const isTyped = (value: unknown): value is Typed =>
  typeof value === 'object' && value !== null && 'type' in value && 'value' in value;

/** The entries of a map with string or symbol keys, each value still typed. */
export const typedEntries = (map: unknown): Map<string, Typed> => {
  const entries = new Map<string, Typed>();
  if (!isTyped(map) || !Array.isArray(map.value)) return entries;
  for (let index = 0; index + 1 < map.value.length; index += 2) {
    const key: unknown = amqpTypes.unwrap(map.value[index]);
    const value: unknown = map.value[index + 1];
    if (typeof key === 'string' && isTyped(value)) entries.set(key, value);
  }
  return entries;
};
