import * as t from 'io-ts';
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

const Described = t.type({
  descriptor: t.type({ value: t.union([t.string, t.number]) }),
  type: t.type({ name: t.string }),
  value: t.unknown,
});

const { types } = rhea;

/** How a described value is made, by the library's name of its type. It knows by itself what is missing. */
const MAKERS: ReadonlyMap<string, (value: unknown) => Typed> = new Map(
  Object.entries({
    Ulong: ulong,
    SmallUlong: ulong,
    Ulong0: ulong,
    Long: long,
    SmallLong: long,
    Uint: uint,
    SmallUint: uint,
    Uint0: uint,
    Int: int,
    SmallInt: int,
    Ushort: types.wrap_ushort,
    Short: types.wrap_short,
    Ubyte: types.wrap_ubyte,
    Byte: types.wrap_byte,
    Float: types.wrap_float,
    Double: types.wrap_double,
    Timestamp: types.wrap_timestamp,
    Uuid: types.wrap_uuid,
    Vbin8: types.wrap_binary,
    Vbin32: types.wrap_binary,
    Sym8: types.wrap_symbol,
    Sym32: types.wrap_symbol,
  }),
);

/** Whether a received value has a name of its own type. */
export function isDescribed(value: object): value is DescribedValue {
  return Described.is(value);
}

/** Makes a described value, as the client library would hand it over. */
export function describedValue(descriptor: string | number, type: string, value: unknown): DescribedValue {
  const make = MAKERS.get(type) ?? types.wrap;
  const named = typeof descriptor === 'string' ? types.wrap_symbol(descriptor) : types.wrap_ulong(descriptor);
  return types.described(named, make(value));
}

function ulong(value: unknown): Typed {
  return types.wrap_ulong(numberOrBytes(value));
}

function long(value: unknown): Typed {
  return types.wrap_long(numberOrBytes(value));
}

function uint(value: unknown): Typed {
  return types.wrap_uint(Number(value));
}

function int(value: unknown): Typed {
  return types.wrap_int(Number(value));
}

function numberOrBytes(value: unknown): number | Buffer {
  return Buffer.isBuffer(value) ? value : Number(value);
}
