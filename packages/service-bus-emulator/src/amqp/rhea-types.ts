/**
 * The part of rhea that is used: its AMQP types, their names and their writer. Frames, SASL, sessions, links
 * and deliveries are ours, because rhea as a server leaves out trailing nulls, reads the long form of a
 * boolean as a number, sends its open after it has answered a pipelined begin, writes after a close, merges
 * neighbouring settlements, counts credit late and cannot hold back the answer to an attach.
 * `rhea-types.test.ts` fails when an upgrade changes one of these.
 */
import { createRequire } from 'node:module';

/** A type of AMQP, as one constructor code writes it. */
export interface TypeDescription {
  readonly name: string;
  readonly typecode: number;
  /** Bytes of a fixed value, or of a length; undefined for codes without a type. */
  readonly width: number;
  readonly encoding?: BufferEncoding | undefined;
  readonly read?: ((buffer: Buffer, offset: number) => unknown) | undefined;
  create(value?: unknown, itemCode?: number, itemDescriptor?: Typed): Typed;
}

/** A value with its AMQP type. */
export interface Typed {
  readonly type: { readonly name: string; readonly typecode: number };
  readonly value: unknown;
  readonly descriptor?: { readonly value: unknown } | undefined;
}

interface RheaTypes {
  readonly by_code: Readonly<Record<number, TypeDescription | undefined>>;
  readonly Writer: new () => { write(value: Typed): void; toBuffer(): Buffer };
  wrap(value: unknown): Typed;
  unwrap(value: unknown): unknown;
  wrap_boolean(value: boolean): Typed;
  wrap_long(value: number | Buffer): Typed;
  wrap_int(value: number): Typed;
  wrap_uint(value: number): Typed;
  wrap_ubyte(value: number): Typed;
  wrap_ushort(value: number): Typed;
  wrap_double(value: number): Typed;
  wrap_timestamp(value: number): Typed;
  wrap_uuid(value: Buffer): Typed;
  wrap_string(value: string): Typed;
  wrap_symbol(value: string): Typed;
  wrap_list(value: readonly unknown[]): Typed;
  wrap_ulong(value: number): Typed;
  wrap_binary(value: Buffer): Typed;
  wrap_symbolic_map(value: object): Typed;
  wrap_message_id(value: unknown): Typed;
  wrap_array(value: readonly unknown[], code: number): Typed;
  described(descriptor: Typed, value: Typed): Typed;
}

const load = createRequire(import.meta.url);

/** rhea's type system. */
export const amqpTypes: RheaTypes = load('rhea/lib/types.js');

/** The wrappers by the names of the standard's types, for fields whose type is known by a table only. */
export const wrapByType: Readonly<Record<string, ((value: unknown) => Typed) | undefined>> =
  Object.fromEntries(
    [
      'string',
      'symbol',
      'uint',
      'ushort',
      'ubyte',
      'ulong',
      'boolean',
      'binary',
      'timestamp',
      'message_id',
    ].map((type) => [type, load('rhea/lib/types.js')[`wrap_${type}`]]),
  );
