import type { ByteQueue } from './byte-queue.ts';
import { encodeFrame, FRAME_TYPE, type NamedFrame, takeFrame } from './frame.ts';
import { PROTOCOL_HEADER_LENGTH, protocolHeader, readProtocolHeader } from './protocol-header.ts';
import { type Credentials, createSaslServer, saslMechanisms } from './sasl-server.ts';

/** One step of the beginning of a connection. */
export interface OpeningStep {
  readonly reply: Buffer;
  /** True when AMQP frames follow, false when the connection is refused, undefined while it goes on. */
  readonly isDone?: boolean | undefined;
}

/** The beginning of a connection: protocol headers, with or without SASL between them. */
export class Opening {
  readonly #sasl: ReturnType<typeof createSaslServer>;
  #stage: 'first-header' | 'sasl' | 'second-header' = 'first-header';

  constructor(authenticate: (credentials: Credentials) => boolean) {
    this.#sasl = createSaslServer(authenticate);
  }

  /** Handles the next header or frame; undefined when more bytes must come first. */
  step(input: ByteQueue, maxFrameSize: number): OpeningStep | undefined {
    if (this.#stage === 'sasl') {
      const frame = takeFrame(input, maxFrameSize);
      return frame && this.#onFrame(frame);
    }
    return input.length < PROTOCOL_HEADER_LENGTH
      ? undefined
      : this.#onHeader(input.take(PROTOCOL_HEADER_LENGTH));
  }

  /** A header that is not known is answered with one that is, and the connection is refused. */
  #onHeader(bytes: Buffer): OpeningStep {
    const layer = readProtocolHeader(bytes);
    const isFirst = this.#stage === 'first-header';
    if (layer === 'amqp') return { reply: protocolHeader('amqp'), isDone: true };
    if (layer !== 'sasl' || !isFirst)
      return { reply: protocolHeader(isFirst ? 'sasl' : 'amqp'), isDone: false };
    this.#stage = 'sasl';
    return { reply: Buffer.concat([protocolHeader('sasl'), saslFrame(saslMechanisms())]) };
  }

  #onFrame({ type, name, performative }: NamedFrame): OpeningStep {
    const { reply, isAuthenticated } = this.#sasl.step(
      type === FRAME_TYPE.sasl ? name : undefined,
      performative,
    );
    if (isAuthenticated === true) this.#stage = 'second-header';
    return { reply: saslFrame(reply), isDone: isAuthenticated === false ? false : undefined };
  }
}

function saslFrame(frame: Parameters<typeof encodeFrame>[1]): Buffer {
  return encodeFrame(0, frame, undefined, FRAME_TYPE.sasl);
}
