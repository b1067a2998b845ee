import { AmqpError } from './amqp-error.ts';
import { amqpTypes, type Typed, wrapByType } from './rhea-types.ts';

/** Fields of a composite value by their names. What the peer left out is undefined. */
export interface FrameFields {
  readonly [field: string]: unknown;
}

/** A composite value, ready to be written. */
export interface Composite {
  described(): Typed;
}

/** How a field is written. An `any` field stays as it was encoded when it is read. */
export type FieldType =
  | 'string'
  | 'symbol'
  | 'symbols'
  | 'uint'
  | 'ushort'
  | 'ubyte'
  | 'ulong'
  | 'boolean'
  | 'binary'
  | 'timestamp'
  | 'map'
  | 'message_id'
  | 'any';

/** One field of a composite type. */
export interface Field {
  readonly name: string;
  readonly type: FieldType;
  readonly isMandatory: boolean;
  /**
   * The value that the standard takes when it is absent. It is written all the same, for clients that do not
   * know it.
   */
  readonly absent?: unknown;
}

/** A composite type of the standard. */
export interface CompositeType {
  /** The name in its symbolic descriptor, e.g. `sasl-init`. */
  readonly name: string;
  readonly code: number;
  readonly fields: readonly Field[];
}

/** A composite value that was read. */
export interface ReadComposite {
  readonly type: CompositeType;
  readonly fields: FrameFields;
}

const SYMBOL_CODE = 0xb3;

const TEXT = [0xa1, 0xb1, 0xa3, 0xb3];

/**
 * The constructors that a field may be written with; absent for those that are taken as they come. Clients
 * are not strict about strings and symbols, and neither are we.
 */
const CODES: Readonly<Partial<Record<FieldType, readonly number[]>>> = {
  string: TEXT,
  symbol: TEXT,
  uint: [0x43, 0x52, 0x70],
  ushort: [0x60],
  ubyte: [0x50],
  ulong: [0x44, 0x53, 0x80],
  boolean: [0x41, 0x42, 0x56],
  binary: [0xa0, 0xb0],
  timestamp: [0x83],
  map: [0xc1, 0xd1],
};

/**
 * Makes a composite value. Every field is written, absent ones as null: clients of several languages read
 * them by position, and Azure writes them all.
 */
export function composite(type: CompositeType, fields: FrameFields): Composite {
  return {
    described: () =>
      amqpTypes.described(
        amqpTypes.wrap_ulong(type.code),
        amqpTypes.wrap_list(type.fields.map((field) => writeField(field, fields[field.name]))),
      ),
  };
}

function writeField({ type, absent }: Field, given: unknown): unknown {
  const value = given ?? absent;
  if (value === undefined || value === null) return null;
  if (isComposite(value)) return value.described();
  if (type === 'symbols') return Array.isArray(value) ? amqpTypes.wrap_array(value, SYMBOL_CODE) : null;
  if (type === 'map') return typeof value === 'object' ? amqpTypes.wrap_symbolic_map(value) : null;
  return (wrapByType[type] ?? amqpTypes.wrap)(value);
}

function isComposite(value: unknown): value is Composite {
  return typeof value === 'object' && value !== null && 'described' in value;
}

/** The types of a table by their numeric and symbolic descriptors. */
export function byDescriptor(types: readonly CompositeType[]): ReadonlyMap<unknown, CompositeType> {
  return new Map(
    types.flatMap((type): [unknown, CompositeType][] => [
      [type.code, type],
      [`amqp:${type.name}:list`, type],
    ]),
  );
}

/** Reads a composite value of one of the types; undefined when it is none of them. */
export function readComposite(
  types: ReadonlyMap<unknown, CompositeType>,
  value: unknown,
): ReadComposite | undefined {
  const typed = isTyped(value) ? value : undefined;
  const type = types.get(typed?.descriptor?.value);
  if (typed === undefined || type === undefined) return undefined;
  const items: unknown = typed.value;
  if (!Array.isArray(items)) throw new AmqpError('amqp:decode-error', `The ${type.name} is no list.`);
  const fields: Record<string, unknown> = {};
  for (const [index, field] of type.fields.entries())
    fields[field.name] = readField(type, field, items[index]);
  return { type, fields };
}

function readField(type: CompositeType, field: Field, item: unknown): unknown {
  const value: unknown = field.type === 'any' ? present(item) : (amqpTypes.unwrap(item) ?? undefined);
  if (value === undefined) {
    if (!field.isMandatory) return undefined;
    throw new AmqpError('amqp:decode-error', `The ${type.name} has no ${field.name.replaceAll('_', '-')}.`);
  }
  const codes = CODES[field.type];
  if (codes === undefined || (isTyped(item) && codes.includes(item.type.typecode))) return value;
  throw new AmqpError(
    'amqp:decode-error',
    `The ${field.name.replaceAll('_', '-')} of the ${type.name} is of the wrong type.`,
  );
}

/** A null counts as absent. */
function present(item: unknown): unknown {
  return isTyped(item) && item.value === null && item.descriptor === undefined ? undefined : item;
}

/** True for a value with its AMQP type. */
export function isTyped(value: unknown): value is Typed {
  return typeof value === 'object' && value !== null && 'type' in value && 'value' in value;
}
