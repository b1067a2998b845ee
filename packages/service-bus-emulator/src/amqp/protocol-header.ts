/** The layer that a protocol header asks for. */
export type ProtocolLayer = 'amqp' | 'sasl';

const IDS: Readonly<Record<ProtocolLayer, number>> = { amqp: 0, sasl: 3 };

/** How many bytes a protocol header has. */
export const PROTOCOL_HEADER_LENGTH = 8;

/** `AMQP`, the protocol id and version 1.0.0. */
export function protocolHeader(layer: ProtocolLayer): Buffer {
  return Buffer.from([0x41, 0x4d, 0x51, 0x50, IDS[layer], 1, 0, 0]);
}

/** The layer that a header begins; undefined for another protocol or version. */
export function readProtocolHeader(bytes: Buffer): ProtocolLayer | undefined {
  if (bytes.equals(protocolHeader('amqp'))) return 'amqp';
  return bytes.equals(protocolHeader('sasl')) ? 'sasl' : undefined;
}
