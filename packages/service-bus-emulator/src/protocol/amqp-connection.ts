import type { Duplex } from 'node:stream';
import { AmqpError, type ErrorFields, errorFields, SessionError } from '../amqp/amqp-error.ts';
import { composite } from '../amqp/composite.ts';
import { errorComposite } from '../amqp/composites.ts';
import type { Frame } from '../amqp/frame.ts';
import type { SessionPerformative } from '../amqp/performatives.ts';
import { PERFORMATIVE } from '../amqp/performatives.ts';
import type { Credentials } from '../amqp/sasl-server.ts';
import { Transport } from '../amqp/transport.ts';
import { AmqpSession } from './amqp-session.ts';
import type { AttachRequest } from './attach-request.ts';
import type { Link } from './link.ts';

/**
 * Above this many bytes waiting in a socket we send no more messages on it, so a slow reader costs bounded
 * memory.
 */
const MAX_WAITING_BYTES = 1024 * 1024;

export interface ConnectionOptions {
  /** Milliseconds without a frame from the peer after which the connection is closed; 0 for never. */
  readonly idleTimeOut: number;
  readonly maxFrameSize: number;
  /** Tells whether a name and a password are good. */
  readonly authenticate: (credentials: Credentials) => boolean;
  readonly attached: (link: Link, request: AttachRequest) => void;
}

/**
 * One peer: its socket and its sessions. They are freed when the connection ends in AMQP or the socket dies.
 */
export class AmqpConnection {
  readonly #stream: Duplex;
  readonly #transport: Transport;
  readonly #sessions = new Map<number, AmqpSession>();
  /**
   * Channels whose session we ended with an error; what comes on them is ignored until the peer ends it, too.
   */
  readonly #failed = new Set<number>();
  readonly #options: ConnectionOptions;
  #isCorked = false;

  constructor(stream: Duplex, options: ConnectionOptions) {
    this.#stream = stream;
    this.#options = options;
    stream.on('drain', () => this.#onWritable());
    this.#transport = new Transport(stream, {
      idleTimeOut: options.idleTimeOut,
      maxFrameSize: options.maxFrameSize,
      authenticate: options.authenticate,
      onFrame: (name, frame) => this.#onFrame(name, frame),
      onEnded: () => this.#ended(),
    });
  }

  /** The host name that the peer believes to talk to. */
  get hostname(): string {
    return this.#transport.hostname ?? 'localhost';
  }

  get links(): Link[] {
    return [...this.#sessions.values()].flatMap((session) => [...session.links]);
  }

  /** Says goodbye in AMQP; the peer answers and the socket closes. */
  close(error: ErrorFields): void {
    this.#transport.close(error);
  }

  /** Cuts the socket without a word. */
  destroy(): void {
    this.#stream.destroy();
  }

  #onFrame(name: SessionPerformative, frame: Frame): void {
    const { channel } = frame;
    if (name === 'begin') {
      this.#begin(frame);
      return;
    }
    const session = this.#sessions.get(channel);
    if (session === undefined) {
      if (!this.#failed.has(channel))
        throw new AmqpError(
          'amqp:illegal-state',
          `A ${name} came on channel ${channel}, which has no session.`,
        );
      if (name === 'end') this.#failed.delete(channel);
      return;
    }
    if (name === 'end') {
      this.#remove(channel, session);
      this.#transport.write(channel, composite(PERFORMATIVE.end, {}));
      return;
    }
    try {
      session.onFrame(name, frame);
    } catch (error) {
      if (!(error instanceof SessionError)) throw error;
      this.#remove(channel, session);
      this.#failed.add(channel);
      this.#transport.write(
        channel,
        composite(PERFORMATIVE.end, { error: errorComposite({ ...errorFields(error) }) }),
      );
    }
  }

  #begin(frame: Frame): void {
    const { channel, performative } = frame;
    if (this.#sessions.has(channel) || this.#failed.has(channel))
      throw new AmqpError('amqp:illegal-state', `The channel ${channel} has a session already.`);
    if (performative['remote_channel'] !== undefined)
      throw new AmqpError('amqp:not-allowed', 'A begin answers a session that was never begun here.');
    const session = new AmqpSession(
      {
        write: (composed, payload) => {
          this.#cork();
          this.#transport.write(channel, composed, payload);
        },
        maxFrameSize: () => this.#transport.maxFrameSize,
        isWritable: () => this.#stream.writableLength < MAX_WAITING_BYTES,
        attached: this.#options.attached,
      },
      frame,
    );
    this.#sessions.set(channel, session);
  }

  #remove(channel: number, session: AmqpSession): void {
    this.#sessions.delete(channel);
    session.ended();
  }

  /** Frames of one turn leave in one piece. */
  #cork(): void {
    if (this.#isCorked) return;
    this.#isCorked = true;
    this.#stream.cork();
    setImmediate(() => {
      this.#isCorked = false;
      this.#stream.uncork();
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
