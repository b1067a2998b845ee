import { once } from 'node:events';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';
import { ByteQueue } from '../amqp/byte-queue.ts';
import { composite, type FrameFields } from '../amqp/composite.ts';
import { TERMINI } from '../amqp/composites.ts';
import { decodeFrame, encodeFrame, type NamedFrame } from '../amqp/frame.ts';
import { PERFORMATIVE, SASL } from '../amqp/performatives.ts';
import { protocolHeader } from '../amqp/protocol-header.ts';
import { ValueReader } from '../amqp/read-value.ts';
import { until } from './with-emulator.ts';

/** A frame as it came, and how many fields its performative was written with. */
export interface RawFrame extends NamedFrame {
  readonly fieldCount: number;
}

/** A peer that writes any bytes and frames in any order, and keeps everything that comes back. */
export interface RawPeer {
  /** Names of what came so far, `AMQP` and `SASL` for protocol headers. */
  readonly names: () => string[];
  readonly frames: RawFrame[];
  readonly isEnded: () => boolean;
  write(bytes: Buffer): void;
  frame(name: keyof typeof PERFORMATIVE, fields?: FrameFields, channel?: number, payload?: Buffer): void;
  /** Waits for the n-th frame of a name, counted from 1. */
  next(name: string, count?: number): Promise<RawFrame>;
  close(): void;
}

/** A frame's bytes. */
export function rawFrame(
  name: keyof typeof PERFORMATIVE,
  fields: FrameFields = {},
  channel = 0,
  payload?: Buffer,
): Buffer {
  return encodeFrame(channel, composite(PERFORMATIVE[name], fields), payload);
}

export const HEADER = protocolHeader('amqp');
export const OPEN = rawFrame('open', { container_id: 'peer', hostname: 'host' });
export const BEGIN = rawFrame('begin', { next_outgoing_id: 0, incoming_window: 100, outgoing_window: 100 });
/** The bytes that a client may write in one go, from the header to the begin. */
export const HANDSHAKE = [HEADER, OPEN, BEGIN];

/** The bytes of a SASL exchange by one mechanism. */
export function saslBytes(mechanism: string, response?: string): Buffer {
  const initial_response = response === undefined ? undefined : Buffer.from(response);
  return Buffer.concat([
    protocolHeader('sasl'),
    encodeFrame(0, composite(SASL.init, { mechanism, initial_response }), undefined, 1),
  ]);
}

/** The fields of an attach to an entity. */
export function attachFields(
  role: 'sender' | 'receiver',
  address: string,
  more: FrameFields = {},
): FrameFields {
  const isReceiver = role === 'receiver';
  const end = { address };
  return {
    name: `${role}-${address}`,
    handle: 0,
    role: isReceiver,
    source: composite(TERMINI.source, isReceiver ? end : {}),
    target: composite(TERMINI.target, isReceiver ? {} : end),
    initial_delivery_count: isReceiver ? undefined : 0,
    ...more,
  };
}

/** Connects over TCP; nothing is written yet. */
export async function connectRaw(port: number): Promise<RawPeer> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  return rawPeer(socket);
}

/** A peer on any stream. */
export function rawPeer(socket: Duplex): RawPeer {
  const input = new ByteQueue();
  const seen: string[] = [];
  const frames: RawFrame[] = [];
  let isEnded = false;
  const read = (): void => {
    for (;;) {
      if (input.length < 8) return;
      const head = input.peek(8);
      if (head.toString('ascii', 0, 4) === 'AMQP') {
        seen.push(head[4] === 3 ? 'SASL' : 'AMQP');
        input.take(8);
        continue;
      }
      const size = head.readUInt32BE();
      if (input.length < size) return;
      const frame = decode(input.take(size));
      frames.push(frame);
      seen.push(frame.name ?? 'heartbeat');
    }
  };
  socket.on('data', (chunk: Buffer) => {
    input.add(chunk);
    read();
  });
  socket.on('error', () => undefined);
  socket.on('close', () => {
    isEnded = true;
  });
  return {
    names: () => [...seen],
    frames,
    isEnded: () => isEnded,
    write: (bytes) => void socket.write(bytes),
    frame: (...parts) => void socket.write(rawFrame(...parts)),
    next: async (name, count = 1) => {
      const found = (): RawFrame | undefined => frames.filter((frame) => frame.name === name)[count - 1];
      await until(() => found() !== undefined || isEnded);
      const frame = found();
      if (frame === undefined) throw new Error(`No ${name} came, but ${seen.join(', ')}.`);
      return frame;
    },
    close: () => void socket.destroy(),
  };
}

function decode(bytes: Buffer): RawFrame {
  const frame = decodeFrame(bytes);
  const value = frame.name === undefined ? undefined : new ValueReader(bytes, 8).read().value;
  return { ...frame, fieldCount: Array.isArray(value) ? value.length : 0 };
}
