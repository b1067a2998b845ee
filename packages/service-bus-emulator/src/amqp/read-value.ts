import { AmqpError } from './amqp-error.ts';
import { amqpTypes, type TypeDescription, type Typed } from './rhea-types.ts';

/** Nobody nests deeper; without a limit a hostile peer could exhaust the stack. */
const MAX_DEPTH = 32;
/** Items without a byte of their own, such as an array of nulls, are bounded by number instead. */
const MAX_EMPTY_ITEMS = 1024;

const BOOLEAN = 0x56;

/**
 * Reads AMQP values one after the other, each with its type. Bytes that are none make it throw a decode
 * error.
 */
export class ValueReader {
  readonly #buffer: Buffer;
  position: number;

  constructor(buffer: Buffer, position = 0) {
    this.#buffer = buffer;
    this.position = position;
  }

  get remaining(): number {
    return this.#buffer.length - this.position;
  }

  read(depth = 0): Typed {
    if (depth > MAX_DEPTH) throw decodeError('A value is nested too deeply.');
    const code = this.#uint8();
    if (code !== 0) return this.#value(code, depth);
    const descriptor = this.read(depth + 1);
    return amqpTypes.described(descriptor, this.read(depth + 1));
  }

  #value(code: number, depth: number): Typed {
    const type = amqpTypes.by_code[code];
    if (type === undefined) throw decodeError(`There is no type with the code 0x${code.toString(16)}.`);
    switch (code >> 4) {
      case 0xa:
      case 0xb:
        return type.create(this.#variable(type));
      case 0xc:
      case 0xd:
        return type.create(this.#items(type, depth));
      case 0xe:
      case 0xf:
        return this.#array(type, depth);
      default:
        return this.#fixed(type);
    }
  }

  #fixed(type: TypeDescription): Typed {
    if (type.width === 0) return type.create();
    const at = this.#skip(type.width);
    if (type.typecode === BOOLEAN) return this.#boolean(at);
    return type.create(
      type.read === undefined ? this.#buffer.subarray(at, this.position) : type.read(this.#buffer, at),
    );
  }

  #boolean(at: number): Typed {
    const byte = this.#buffer[at];
    if (byte !== 0 && byte !== 1) throw decodeError('A boolean is neither 0 nor 1.');
    return amqpTypes.wrap_boolean(byte === 1);
  }

  #variable({ width, encoding }: TypeDescription): unknown {
    const length = this.#uint(width);
    const at = this.#skip(length);
    const bytes = this.#buffer.subarray(at, this.position);
    return encoding === undefined ? bytes : bytes.toString(encoding);
  }

  #items(type: TypeDescription, depth: number): Typed[] {
    const end = this.#end(type.width);
    const count = this.#uint(type.width);
    if (count > end - this.position) throw decodeError('A list or map has fewer items than it says.');
    if (type.name.startsWith('Map') && count % 2 !== 0) throw decodeError('A map has a key without a value.');
    const items: Typed[] = [];
    while (items.length < count) items.push(this.read(depth + 1));
    if (this.position !== end) throw decodeError('A list or map is not as long as it says.');
    return items;
  }

  #array(type: TypeDescription, depth: number): Typed {
    const end = this.#end(type.width);
    const count = this.#uint(type.width);
    let code = this.#uint8();
    let descriptor: Typed | undefined;
    if (code === 0) {
      descriptor = this.read(depth + 1);
      code = this.#uint8();
    }
    if (count > Math.max(MAX_EMPTY_ITEMS, end - this.position))
      throw decodeError('An array has fewer items than it says.');
    const items: Typed[] = [];
    while (items.length < count) items.push(this.#value(code, depth + 1));
    if (this.position !== end) throw decodeError('An array is not as long as it says.');
    return type.create(items, code, descriptor);
  }

  /** Where a list, map or array ends whose size comes next. */
  #end(width: number): number {
    const size = this.#uint(width);
    const end = this.position + size;
    if (size < width || end > this.#buffer.length) throw tornError();
    return end;
  }

  #uint8(): number {
    return this.#buffer[this.#skip(1)] ?? 0;
  }

  #uint(width: number): number {
    const at = this.#skip(width);
    return width === 1 ? (this.#buffer[at] ?? 0) : this.#buffer.readUInt32BE(at);
  }

  /** Moves on and tells where it was. */
  #skip(width: number): number {
    const at = this.position;
    if (width > this.#buffer.length - at) throw tornError();
    this.position += width;
    return at;
  }
}

/** Reads the value that a buffer begins with. */
export function readValue(buffer: Buffer): Typed {
  return new ValueReader(buffer).read();
}

function decodeError(description: string): AmqpError {
  return new AmqpError('amqp:decode-error', description);
}

function tornError(): AmqpError {
  return decodeError('The bytes end in the middle of a value.');
}
