import type { Duplex } from 'node:stream';
import { systemClock } from '../clock.ts';
import { AmqpError, type ErrorFields, errorFields, notOpen } from './amqp-error.ts';
import { ByteQueue } from './byte-queue.ts';
import type { Composite, FrameFields } from './composite.ts';
import { CHANNEL_MAX, closeFrame, openFrame } from './connection-frames.ts';
import { encodeFrame, FRAME_TYPE, type Frame, framingError, type NamedFrame, takeFrame } from './frame.ts';
import { type IdleWatch, watchIdle } from './idle-watch.ts';
import { Opening } from './opening.ts';
import { isSessionPerformative, type SessionPerformative } from './performatives.ts';
import type { Credentials } from './sasl-server.ts';

/** After this long without an answer to our close the socket is cut. */
const GOODBYE_MS = 2000;
const MIN_MAX_FRAME_SIZE = 512;

export interface TransportOptions {
  /** Milliseconds without a frame from the peer that we allow at least; 0 for any silence. */
  readonly idleTimeOut: number;
  readonly maxFrameSize: number;
  /** Tells whether a name and a password are good. */
  readonly authenticate: (credentials: Credentials) => boolean;
  /** Takes a frame of an open connection; what it throws closes the connection. */
  readonly onFrame: (name: SessionPerformative, frame: Frame) => void;
  /** The connection is over in AMQP, although its socket may go on for a while. */
  readonly onEnded: () => void;
}

/** One connection's bytes, from the protocol header to the close: SASL, open, frames, heartbeats. */
export class Transport {
  readonly #stream: Duplex;
  readonly #options: TransportOptions;
  readonly #input = new ByteQueue();
  readonly #idle: IdleWatch;
  readonly #opening: Opening;
  #state: 'opening' | 'amqp' | 'closing' | 'closed' = 'opening';
  #remoteOpen: FrameFields | undefined;
  #isOpenWritten = false;
  #cancelCut: () => void = () => undefined;

  constructor(stream: Duplex, options: TransportOptions) {
    this.#stream = stream;
    this.#options = options;
    this.#opening = new Opening(options.authenticate);
    this.#idle = watchIdle(options.idleTimeOut, {
      onQuiet: () => this.#writeBytes(encodeFrame(0)),
      onSilent: () =>
        this.#fail(
          new AmqpError('amqp:resource-limit-exceeded', 'The peer was silent: max idle time exceeded.'),
        ),
    });
    stream.on('data', (chunk: Buffer) => this.#onData(chunk));
    stream.on('error', () => undefined);
    stream.on('close', () => this.#onStreamClosed());
  }

  /** The host name in the peer's open. */
  get hostname(): string | undefined {
    const hostname = this.#remoteOpen?.['hostname'];
    return typeof hostname === 'string' ? hostname : undefined;
  }

  /** The largest frame that both sides take. */
  get maxFrameSize(): number {
    const size = this.#remoteOpen?.['max_frame_size'];
    return Math.min(typeof size === 'number' ? size : this.#options.maxFrameSize, this.#options.maxFrameSize);
  }

  /** Writes a frame, unless the connection is not open any more: nothing follows a close. */
  write(channel: number, performative: Composite, payload?: Buffer): void {
    if (this.#state === 'amqp' && this.#isOpenWritten)
      this.#writeBytes(encodeFrame(channel, performative, payload));
  }

  /** Says goodbye; the peer answers and the socket closes, or is cut when it does not. */
  close(error?: ErrorFields): void {
    if (this.#state === 'closing' || this.#state === 'closed') return;
    if (this.#state === 'amqp') {
      this.#writeOpen();
      this.#writeBytes(closeFrame(error));
      this.#state = 'closing';
      this.#cutLater();
    } else this.#end();
    this.#options.onEnded();
  }

  #onData(chunk: Buffer): void {
    this.#idle.onRead();
    if (this.#state === 'closed') return;
    this.#input.add(chunk);
    try {
      while (this.#step());
    } catch (error) {
      this.#fail(error);
    }
  }

  /** Handles one header or frame; false when more bytes must come first. */
  #step(): boolean {
    const { maxFrameSize } = this.#options;
    if (this.#state === 'opening') {
      const step = this.#opening.step(this.#input, maxFrameSize);
      if (step === undefined) return false;
      this.#writeBytes(step.reply);
      if (step.isDone === true) this.#state = 'amqp';
      if (step.isDone === false) this.#end();
      return true;
    }
    const frame = this.#state === 'closed' ? undefined : takeFrame(this.#input, maxFrameSize);
    if (frame !== undefined) this.#onFrame(frame);
    return frame !== undefined;
  }

  #onFrame(frame: NamedFrame): void {
    if (frame.type !== FRAME_TYPE.amqp) throw framingError('A frame of the security layer came too late.');
    // Until the peer has answered our close we read on, but nothing else counts.
    if (frame.name === undefined || (this.#state === 'closing' && frame.name !== 'close')) return;
    if ((frame.name === 'open' || frame.name === 'close') && frame.channel !== 0)
      throw new AmqpError('amqp:not-allowed', `The ${frame.name} came on another channel than 0.`);
    if (frame.name === 'open') this.#onOpen(frame.performative);
    else if (frame.name === 'close') this.#onClose();
    else this.#onSessionFrame(frame.name, frame);
  }

  #onOpen(open: FrameFields): void {
    if (this.#remoteOpen !== undefined)
      throw new AmqpError('amqp:illegal-state', 'The connection is open already.');
    this.#remoteOpen = open;
    this.#writeOpen();
    if (this.maxFrameSize < MIN_MAX_FRAME_SIZE)
      throw new AmqpError('amqp:invalid-field', `The max-frame-size must be at least ${MIN_MAX_FRAME_SIZE}.`);
    const idle = open['idle_time_out'];
    this.#idle.sendHeartbeats(typeof idle === 'number' ? idle : 0);
  }

  #onClose(): void {
    if (this.#state === 'amqp') {
      if (this.#remoteOpen === undefined) throw notOpen('close');
      this.#writeBytes(closeFrame(undefined));
      this.#options.onEnded();
    }
    this.#end();
  }

  #onSessionFrame(name: string, frame: Frame): void {
    if (this.#remoteOpen === undefined) throw notOpen(name);
    if (!isSessionPerformative(name))
      throw new AmqpError('amqp:not-allowed', `A ${name} is no performative.`);
    if (frame.channel > CHANNEL_MAX)
      throw framingError(`The channel ${frame.channel} is above the channel-max.`);
    this.#options.onFrame(name, frame);
  }

  /** The peer broke the protocol, or we did: it is told so, and that was all. */
  #fail(cause: unknown): void {
    if (this.#state === 'closed') return;
    const isAmqp = this.#state === 'amqp';
    if (isAmqp) {
      this.#writeOpen();
      this.#writeBytes(closeFrame(errorFields(cause)));
    }
    this.#end();
    if (isAmqp) this.#options.onEnded();
  }

  #writeOpen(): void {
    if (!this.#isOpenWritten) this.#writeBytes(openFrame(this.#options));
    this.#isOpenWritten = true;
  }

  #writeBytes(bytes: Buffer): void {
    if (this.#state === 'closed') return;
    this.#idle.onWritten();
    this.#stream.write(bytes);
  }

  /** Ends our side of the socket and cuts it when the peer does not end its own. */
  #end(): void {
    if (this.#state === 'closed') return;
    this.#state = 'closed';
    this.#input.clear();
    this.#stream.end();
    this.#cutLater();
  }

  #cutLater(): void {
    this.#cancelCut();
    this.#cancelCut = systemClock.callAt(systemClock.now() + GOODBYE_MS, () => this.#stream.destroy());
  }

  #onStreamClosed(): void {
    this.#idle.stop();
    this.#cancelCut();
    if (this.#state === 'opening' || this.#state === 'amqp') this.#options.onEnded();
    this.#state = 'closed';
  }
}
