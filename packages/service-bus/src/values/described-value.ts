import rhea, { type Typed } from 'rhea';

/**
 * A value with a name of its own type, as the client library hands it over. Microsoft's .NET client sends a
 * TimeSpan as `com.microsoft:timespan` around a long, a Uri around a string, and so on.
 */
export interface DescribedValue {
  readonly descriptor: { readonly value: string | number };
  readonly type: { readonly name: string };
  readonly value: unknown;
}

const { types } = rhea;

/** How each type of a described value is made, by how its name begins. The first that fits counts. */
const MAKERS: readonly (readonly [name: RegExp, make: (value: unknown) => Typed])[] = [
  [/^(Small)?Ulong/, (value) => types.wrap_ulong(numberOrBytes(value))],
  [/^(Small)?Long/, (value) => types.wrap_long(numberOrBytes(value))],
  [/^(Small)?Uint/, (value) => types.wrap_uint(Number(value))],
  [/^(Small)?Int/, (value) => types.wrap_int(Number(value))],
  [/^Ushort/, types.wrap_ushort],
  [/^Short/, types.wrap_short],
  [/^Ubyte/, types.wrap_ubyte],
  [/^Byte/, types.wrap_byte],
  [/^Float/, types.wrap_float],
  [/^Double/, types.wrap_double],
  [/^Timestamp/, (value) => types.wrap_timestamp(value instanceof Date ? value.getTime() : value)],
  [/^Uuid/, types.wrap_uuid],
  [/^Vbin/, types.wrap_binary],
  [/^Sym/, types.wrap_symbol],
];

/** Whether a received value has a name of its own type. */
export function isDescribed(value: object): value is DescribedValue {
  if (!('descriptor' in value && 'type' in value && 'value' in value)) return false;
  const { descriptor, type } = value;
  if (typeof descriptor !== 'object' || descriptor === null || !('value' in descriptor)) return false;
  if (typeof type !== 'object' || type === null || !('name' in type)) return false;
  return (
    typeof type.name === 'string' &&
    (typeof descriptor.value === 'string' || typeof descriptor.value === 'number')
  );
}

/** Makes a described value, as the client library would hand it over. */
export function describedValue(descriptor: string | number, type: string, value: unknown): DescribedValue {
  const make = MAKERS.find(([name]) => name.test(type))?.[1];
  const typed = make === undefined ? types.wrap_described(value, '') : make(value);
  const named = typeof descriptor === 'string' ? types.wrap_symbol(descriptor) : types.wrap_ulong(descriptor);
  return types.described(named, typed);
}

function numberOrBytes(value: unknown): number | Buffer {
  return Buffer.isBuffer(value) ? value : Number(value);
}
