/**
 * The one file that touches what rhea does not promise. rhea does the socket, SASL, frames, open, close, heartbeats
 * and idle time-outs; sessions, links and deliveries are ours, because rhea merges neighbouring settlements, stops a
 * session at 2048 deliveries, counts credit late and cannot hold back the answer to an attach. So each connection's
 * frame callbacks are replaced, and frames are written directly. `rhea-internals.test.ts` fails when an upgrade
 * changes one of these.
 */
import { createRequire } from 'node:module';
import type { Socket } from 'node:net';

/** A value with its AMQP type. */
export interface Typed {
  readonly type: { readonly name: string; readonly typecode: number };
  readonly value: unknown;
  readonly descriptor?: { readonly value: unknown } | undefined;
}

export interface FrameFields {
  readonly [field: string]: unknown;
}

/** A frame as rhea hands it over. */
export interface Frame {
  readonly channel: number;
  readonly performative: FrameFields;
  readonly payload?: Buffer | undefined;
}

/** A performative or another composite value, ready to be written. */
export interface Composite {
  described(): Typed;
}

type Create = (fields: FrameFields) => Composite;

interface RheaTypes {
  readonly Reader: new (buffer: Buffer) => { read(): Typed; remaining(): number; position: number };
  readonly Writer: new () => { write(value: Typed): void; toBuffer(): Buffer };
  wrap(value: unknown): Typed;
  unwrap(value: unknown): unknown;
  wrap_long(value: number | Buffer): Typed;
  wrap_int(value: number): Typed;
  wrap_uint(value: number): Typed;
  wrap_timestamp(value: number): Typed;
  wrap_uuid(value: Buffer): Typed;
  wrap_symbol(value: string): Typed;
  wrap_list(value: readonly unknown[]): Typed;
  wrap_ulong(value: number): Typed;
  wrap_binary(value: Buffer): Typed;
  wrap_symbolic_map(value: object): Typed;
  wrap_array(value: readonly unknown[], code: number): Typed;
  wrap_error(value: { condition: string; description: string }): Typed;
  described(descriptor: Typed, value: Typed): Typed;
}

interface RheaMessage {
  encode(message: object): Buffer;
  decode(buffer: Buffer): FrameFields;
  header: Create;
  accepted: Create;
  rejected: Create;
  unwrap_outcome(state: unknown): FrameFields | undefined;
}

interface RheaConnection {
  accept(socket: Socket): void;
  close(error?: { condition: string; description: string }): void;
  on(event: string, listener: (context: unknown) => void): void;
  _write_frame(channel: number, performative: Composite, payload?: Buffer): void;
  readonly remote: { readonly open?: FrameFields };
  socket_ready: boolean;
  readonly heartbeat_in?: NodeJS.Timeout | undefined;
  readonly heartbeat_out?: NodeJS.Timeout | undefined;
  readonly abort_idle?: NodeJS.Timeout | undefined;
  on_begin: (frame: Frame) => void;
  on_end: (frame: Frame) => void;
  on_attach: (frame: Frame) => void;
  on_detach: (frame: Frame) => void;
  on_flow: (frame: Frame) => void;
  on_transfer: (frame: Frame) => void;
  on_disposition: (frame: Frame) => void;
}

interface RheaContainer {
  readonly sasl_server_mechanisms: { enable_anonymous(): void; MSSBCBS?: () => object };
  create_connection(options: object): RheaConnection;
  create_container(options: object): RheaContainer;
}

const load = createRequire(import.meta.url);
const container: RheaContainer = load('rhea');

/** rhea's type system. */
export const amqpTypes: RheaTypes = load('rhea/lib/types.js');
/** rhea's message sections and outcomes. */
export const amqpMessage: RheaMessage = load('rhea/lib/message.js');
/** The performatives we write. */
export const frames: Record<
  'begin' | 'end' | 'attach' | 'detach' | 'flow' | 'transfer' | 'disposition',
  Create
> = load('rhea/lib/frames.js');
/** Sources and targets. */
export const terminus: Record<'source' | 'target', Create> & { unwrap(value: unknown): FrameFields | null } =
  load('rhea/lib/terminus.js');

/** What is called for each frame of a connection. */
export type FrameListener = Record<
  'begin' | 'end' | 'attach' | 'detach' | 'flow' | 'transfer' | 'disposition',
  (frame: Frame) => void
> & { readonly failed: () => void };

/** A connection of which rhea does the transport only. */
export interface Transport {
  write(channel: number, performative: Composite, payload?: Buffer): void;
  close(error?: { readonly condition: string; readonly description: string }): void;
  /** The largest frame the peer takes. */
  readonly maxFrameSize: number;
  /** The host name in the peer's open. */
  readonly hostname: string | undefined;
}

export interface TransportOptions {
  readonly idleTimeOut: number;
  readonly maxFrameSize: number;
}

/** Serves a socket; returns once rhea listens to it. */
export function serveSocket(socket: Socket, options: TransportOptions, listener: FrameListener): Transport {
  const own = container.create_container({});
  own.sasl_server_mechanisms.enable_anonymous();
  // The .NET client asks for this name; the credentials come later, over $cbs.
  own.sasl_server_mechanisms.MSSBCBS = () => ({ outcome: true, start: () => undefined });
  const connection = own.create_connection({
    idle_time_out: options.idleTimeOut,
    max_frame_size: options.maxFrameSize,
    reconnect: false,
    tcp_no_delay: true,
  });
  connection.on_begin = listener.begin;
  connection.on_end = listener.end;
  connection.on_attach = listener.attach;
  connection.on_detach = listener.detach;
  connection.on_flow = listener.flow;
  connection.on_transfer = listener.transfer;
  connection.on_disposition = listener.disposition;
  // Unheard events of these kinds would be printed, or end the process.
  for (const event of ['connection_open', 'connection_close', 'disconnected'])
    connection.on(event, () => undefined);
  for (const event of ['connection_error', 'protocol_error', 'error']) connection.on(event, listener.failed);
  connection.accept(socket);
  // rhea would go on to write heartbeats into a socket that we destroyed.
  socket.on('close', () => {
    connection.socket_ready = false;
    for (const timer of [connection.heartbeat_in, connection.heartbeat_out, connection.abort_idle])
      clearTimeout(timer);
  });
  return {
    write: (channel, performative, payload) => connection._write_frame(channel, performative, payload),
    close: (error) => connection.close(error === undefined ? undefined : { ...error }),
    get hostname() {
      const hostname = connection.remote.open?.['hostname'];
      return typeof hostname === 'string' ? hostname : undefined;
    },
    get maxFrameSize() {
      const size = connection.remote.open?.['max_frame_size'];
      return typeof size === 'number' ? Math.min(size, options.maxFrameSize) : options.maxFrameSize;
    },
  };
}
