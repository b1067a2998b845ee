import { AmqpError } from './amqp-error.ts';
import type { ByteQueue } from './byte-queue.ts';
import { type Composite, type FrameFields, readComposite } from './composite.ts';
import { COMPOSITES } from './composites.ts';
import { ValueReader } from './read-value.ts';
import { amqpTypes } from './rhea-types.ts';

/** Layers that a frame can belong to. */
export const FRAME_TYPE = { amqp: 0, sasl: 1 } as const;

/** A frame that was read. */
export interface Frame {
  readonly channel: number;
  /** The fields of its performative. */
  readonly performative: FrameFields;
  readonly payload?: Buffer | undefined;
}

/** A frame with the name of its performative; undefined for a heartbeat. */
export interface NamedFrame extends Frame {
  readonly type: number;
  readonly name: string | undefined;
}

const HEADER = 8;

/** Writes a frame; with no performative it is a heartbeat. */
export function encodeFrame(
  channel: number,
  performative?: Composite,
  payload?: Buffer,
  type: number = FRAME_TYPE.amqp,
): Buffer {
  const body = performative === undefined ? EMPTY : encode(performative);
  const size = HEADER + body.length + (payload?.length ?? 0);
  const frame = Buffer.allocUnsafe(size);
  frame.writeUInt32BE(size, 0);
  frame[4] = 2;
  frame[5] = type;
  frame.writeUInt16BE(channel, 6);
  body.copy(frame, HEADER);
  payload?.copy(frame, HEADER + body.length);
  return frame;
}

const EMPTY = Buffer.alloc(0);

function encode(performative: Composite): Buffer {
  const writer = new amqpTypes.Writer();
  writer.write(performative.described());
  return writer.toBuffer();
}

/** Reads a whole frame, its size included. */
export function decodeFrame(bytes: Buffer): NamedFrame {
  const offset = (bytes[4] ?? 0) * 4;
  if (offset < HEADER || offset > bytes.length)
    throw framingError('The data offset of a frame is not valid.');
  const type = bytes[5] ?? 0;
  if (type !== FRAME_TYPE.amqp && type !== FRAME_TYPE.sasl)
    throw framingError(`There is no frame type ${type}.`);
  const channel = type === FRAME_TYPE.amqp ? bytes.readUInt16BE(6) : 0;
  if (offset === bytes.length) return { type, channel, name: undefined, performative: {} };
  const reader = new ValueReader(bytes, offset);
  const read = readComposite(COMPOSITES, reader.read());
  if (read === undefined)
    throw new AmqpError('amqp:decode-error', 'A frame has no performative that is known.');
  const payload = reader.remaining === 0 ? undefined : bytes.subarray(reader.position);
  return { type, channel, name: read.type.name, performative: read.fields, payload };
}

/** Takes the next whole frame; undefined when more bytes must come first. */
export function takeFrame(input: ByteQueue, maxFrameSize: number): NamedFrame | undefined {
  if (input.length < 4) return undefined;
  const size = input.peek(4).readUInt32BE();
  if (size < HEADER || size > maxFrameSize)
    throw framingError(`A frame of ${size} bytes is not allowed here.`);
  return input.length < size ? undefined : decodeFrame(input.take(size));
}

export function framingError(description: string): AmqpError {
  return new AmqpError('amqp:connection:framing-error', description);
}
