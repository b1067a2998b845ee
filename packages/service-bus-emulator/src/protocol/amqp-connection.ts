import type { Socket } from 'node:net';
import { AmqpSession } from './amqp-session.ts';
import type { AttachRequest, Link, LinkError } from './link.ts';
import { type Frame, type FrameListener, frames, serveSocket, type Transport } from './rhea-internals.ts';

/** Above this many bytes waiting in a socket we send no more messages on it, so a slow reader costs bounded memory. */
const SOCKET_LIMIT = 1024 * 1024;

export interface ConnectionOptions {
  /** Milliseconds without a frame from the peer after which the connection is closed; 0 for never. */
  readonly idleTimeOut: number;
  readonly maxFrameSize: number;
  readonly attached: (link: Link, request: AttachRequest) => void;
}

/** One peer: its socket and its sessions. When the socket dies, however it dies, everything of it is freed. */
export class AmqpConnection {
  readonly #socket: Socket;
  readonly #transport: Transport;
  readonly #sessions = new Map<number, AmqpSession>();
  readonly #options: ConnectionOptions;
  #isCorked = false;

  constructor(socket: Socket, options: ConnectionOptions) {
    this.#socket = socket;
    this.#options = options;
    // rhea says nothing about a socket that we destroy ourselves; the socket does.
    socket.on('close', () => this.#ended());
    socket.on('drain', () => this.#onWritable());
    const on = (handle: (session: AmqpSession, frame: Frame) => void) => (frame: Frame) => {
      const session = this.#sessions.get(frame.channel);
      if (session !== undefined) handle(session, frame);
    };
    const listener: FrameListener = {
      begin: (frame) => this.#begin(frame),
      end: (frame) => this.#end(frame),
      attach: on((session, frame) => session.onAttach(frame)),
      detach: on((session, frame) => session.onDetach(frame)),
      flow: on((session, frame) => session.onFlow(frame)),
      transfer: on((session, frame) => session.onTransfer(frame)),
      disposition: on((session, frame) => session.onDisposition(frame)),
      failed: () => undefined,
    };
    this.#transport = serveSocket(socket, options, listener);
  }

  /** The host name that the peer believes to talk to. */
  get hostname(): string {
    return this.#transport.hostname ?? 'localhost';
  }

  get links(): Link[] {
    return [...this.#sessions.values()].flatMap((session) => [...session.links]);
  }

  /** Says goodbye in AMQP; the peer answers and the socket closes. */
  close(error: LinkError): void {
    this.#transport.close(error);
  }

  /** Cuts the socket without a word. */
  destroy(): void {
    this.#socket.destroy();
  }

  #begin(frame: Frame): void {
    const { channel } = frame;
    const session = new AmqpSession(
      {
        write: (performative, payload) => {
          this.#cork();
          this.#transport.write(channel, performative, payload);
        },
        maxFrameSize: () => this.#transport.maxFrameSize,
        isWritable: () => this.#socket.writableLength < SOCKET_LIMIT,
        attached: this.#options.attached,
      },
      frame,
    );
    this.#sessions.set(channel, session);
  }

  #end({ channel }: Frame): void {
    const session = this.#sessions.get(channel);
    if (session === undefined) return;
    this.#sessions.delete(channel);
    session.ended();
    this.#transport.write(channel, frames.end({}));
  }

  /** Frames of one turn leave in one piece. */
  #cork(): void {
    if (this.#isCorked) return;
    this.#isCorked = true;
    this.#socket.cork();
    setImmediate(() => {
      this.#isCorked = false;
      this.#socket.uncork();
    });
  }

  #onWritable(): void {
    for (const session of this.#sessions.values()) session.onWritable();
  }

  #ended(): void {
    for (const session of this.#sessions.values()) session.ended();
    this.#sessions.clear();
  }
}
