import { readComposite } from '../amqp/composite.ts';
import { COMPOSITES } from '../amqp/composites.ts';
import { amqpTypes } from '../amqp/rhea-types.ts';
import { startServiceBusEmulator } from '../emulator.ts';
import { encodeValue } from '../protocol/amqp-value.ts';
import type { ServiceBusEmulator } from '../service-bus-emulator.ts';
import { attachFields, connectRaw, type RawFrame, type RawPeer } from './raw-peer.ts';

export const FLOW = { incoming_window: 100, next_outgoing_id: 0, outgoing_window: 100, next_incoming_id: 0 };
/** The attach of a sender to the queue. */
export const ATTACH = attachFields('sender', 'orders');
export const DELIVERY = { handle: 0, delivery_id: 0, delivery_tag: Buffer.from('t'), message_format: 0 };
export const A_BODY = encodeValue(amqpTypes.described(amqpTypes.wrap_ulong(0x77), amqpTypes.wrap('x')));

export const peers: RawPeer[] = [];
export const emulators: ServiceBusEmulator[] = [];

/** A peer of an emulator with a queue; what it is given is written in one go. */
export async function aPeer(...bytes: Buffer[]): Promise<RawPeer> {
  const emulator = await startServiceBusEmulator();
  emulator.createQueue('orders');
  emulators.push(emulator);
  const peer = await connectRaw(emulator.port);
  peers.push(peer);
  peer.write(Buffer.concat(bytes));
  return peer;
}

/** The condition of a frame's error. */
export function conditionOf(frame: RawFrame): unknown {
  return readComposite(COMPOSITES, frame.performative['error'])?.fields['condition'];
}

/** Takes everything down that a test has made. */
export async function endRawPeers(): Promise<void> {
  for (const peer of peers.splice(0)) peer.close();
  for (const emulator of emulators.splice(0)) await emulator.close();
}
