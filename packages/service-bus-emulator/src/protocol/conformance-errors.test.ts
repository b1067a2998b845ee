import { afterEach, describe, expect, it } from '@jest/globals';
import { composite, type FrameFields } from '../amqp/composite.ts';
import { TERMINI } from '../amqp/composites.ts';
import { encodeFrame } from '../amqp/frame.ts';
import type { PERFORMATIVE } from '../amqp/performatives.ts';
import { amqpTypes } from '../amqp/rhea-types.ts';
import { A_BODY, ATTACH, aPeer, conditionOf, DELIVERY, endRawPeers, FLOW } from '../testing/raw-fixture.ts';
import { attachFields, BEGIN, HANDSHAKE, HEADER, OPEN, rawFrame, saslBytes } from '../testing/raw-peer.ts';
import { until } from '../testing/with-emulator.ts';

afterEach(endRawPeers);

describe('a connection is closed with an error', () => {
  const performatives: [keyof typeof PERFORMATIVE, FrameFields][] = [
    ['begin', { next_outgoing_id: 0, incoming_window: 1, outgoing_window: 1 }],
    ['attach', ATTACH],
    ['flow', FLOW],
    ['transfer', DELIVERY],
    ['disposition', { role: true, first: 0 }],
    ['detach', { handle: 0 }],
    ['end', {}],
    ['close', {}],
  ];

  it.each(performatives)('when a %s comes before the open', async (name, fields) => {
    const peer = await aPeer(HEADER, rawFrame(name, fields));
    expect(conditionOf(await peer.next('close'))).toBe('amqp:illegal-state');
    await until(peer.isEnded);
    expect(peer.names()).toEqual(['AMQP', 'open', 'close']);
  });

  it.each(performatives.slice(1, -1))('when a %s comes without a session', async (name, fields) => {
    const peer = await aPeer(HEADER, OPEN, rawFrame(name, fields));
    expect(conditionOf(await peer.next('close'))).toBe('amqp:illegal-state');
  });

  it.each<[string, string, Buffer[]]>([
    ['there is a second open', 'amqp:illegal-state', [OPEN]],
    ['an open comes on another channel', 'amqp:not-allowed', [rawFrame('open', { container_id: 'p' }, 1)]],
    ['a close comes on another channel', 'amqp:not-allowed', [rawFrame('close', {}, 1)]],
    ['a channel is begun twice', 'amqp:illegal-state', [BEGIN, BEGIN]],
    ['a begin answers none of ours', 'amqp:not-allowed', [rawFrame('begin', { ...FLOW, remote_channel: 3 })]],
    ['a channel is above the maximum', 'amqp:connection:framing-error', [rawFrame('begin', FLOW, 5000)]],
    [
      'a handle is above the maximum',
      'amqp:connection:framing-error',
      [BEGIN, rawFrame('attach', { ...ATTACH, handle: 65_536 })],
    ],
    ['a frame is too large', 'amqp:connection:framing-error', [Buffer.from('7fffffff02000000', 'hex')]],
    ['a frame is too small', 'amqp:connection:framing-error', [Buffer.from('0000000402000000', 'hex')]],
    ['a data offset is wrong', 'amqp:connection:framing-error', [Buffer.from('0000000801000000', 'hex')]],
    ['a frame type is unknown', 'amqp:connection:framing-error', [Buffer.from('0000000802070000', 'hex')]],
    ['SASL comes late', 'amqp:connection:framing-error', [saslBytes('ANONYMOUS').subarray(8)]],
    [
      'a performative is unknown',
      'amqp:decode-error',
      [
        encodeFrame(0, {
          described: () => amqpTypes.described(amqpTypes.wrap_ulong(0x99), amqpTypes.wrap_list([])),
        }),
      ],
    ],
    ['a frame is torn inside', 'amqp:decode-error', [Buffer.from('0000000c02000000005310c0', 'hex')]],
    [
      'a mandatory field is absent',
      'amqp:decode-error',
      [BEGIN, rawFrame('attach', { ...ATTACH, name: undefined })],
    ],
    [
      'a number is of the wrong type',
      'amqp:decode-error',
      [
        encodeFrame(0, {
          described: () =>
            amqpTypes.described(
              amqpTypes.wrap_ulong(0x11),
              amqpTypes.wrap_list([
                null,
                amqpTypes.wrap_int(-1),
                amqpTypes.wrap_uint(1),
                amqpTypes.wrap_uint(1),
              ]),
            ),
        }),
      ],
    ],
    [
      'a field is of the wrong type',
      'amqp:decode-error',
      [
        encodeFrame(0, {
          described: () =>
            amqpTypes.described(amqpTypes.wrap_ulong(0x11), amqpTypes.wrap_list([null, 'x', 'y', 'z'])),
        }),
      ],
    ],
  ])('when %s', async (_, condition, bytes) => {
    const peer = await aPeer(HEADER, OPEN, ...bytes);
    expect(conditionOf(await peer.next('close'))).toBe(condition);
    await until(peer.isEnded);
    expect(peer.names().at(-1)).toBe('close');
  });

  it('when the peer wants frames that are smaller than the standard allows', async () => {
    const peer = await aPeer(HEADER, rawFrame('open', { container_id: 'peer', max_frame_size: 100 }));
    expect(conditionOf(await peer.next('close'))).toBe('amqp:invalid-field');
  });
});

describe('a session is ended with an error, and the connection goes on', () => {
  it.each<[string, string, Buffer]>([
    ['a handle is attached twice', 'amqp:session:handle-in-use', rawFrame('attach', ATTACH)],
    ['a flow is for no link', 'amqp:session:unattached-handle', rawFrame('flow', { ...FLOW, handle: 9 })],
    [
      'a transfer is for no link',
      'amqp:session:unattached-handle',
      rawFrame('transfer', { ...DELIVERY, handle: 9 }),
    ],
    ['a detach is for no link', 'amqp:session:unattached-handle', rawFrame('detach', { handle: 9 })],
    [
      'a settle mode is none of the standard',
      'amqp:invalid-field',
      rawFrame('attach', attachFields('receiver', 'orders', { handle: 2, snd_settle_mode: 3 })),
    ],
    ['a transfer comes on a receiver', 'amqp:not-allowed', rawFrame('transfer', { ...DELIVERY, handle: 1 })],
  ])('when %s', async (_, condition, bytes) => {
    const receiver = rawFrame('attach', attachFields('receiver', 'orders', { handle: 1 }));
    const peer = await aPeer(
      ...HANDSHAKE,
      rawFrame('attach', ATTACH),
      receiver,
      bytes,
      rawFrame('flow', FLOW),
    );
    expect(conditionOf(await peer.next('end'))).toBe(condition);
    peer.frame('end');
    peer.write(BEGIN);
    await peer.next('begin', 2);
  });
});

describe('a link is detached with an error, and the session goes on', () => {
  it.each<[string, string, FrameFields]>([
    ['has no delivery id', 'amqp:invalid-field', { handle: 0, delivery_tag: Buffer.from('t') }],
    ['has no delivery tag', 'amqp:invalid-field', { handle: 0, delivery_id: 0 }],
  ])('when a transfer %s', async (_, condition, fields) => {
    const peer = await aPeer(
      ...HANDSHAKE,
      rawFrame('attach', ATTACH),
      rawFrame('transfer', fields, 0, A_BODY),
    );
    expect(conditionOf(await peer.next('detach'))).toBe(condition);
    peer.frame('transfer', DELIVERY, 0, A_BODY);
    peer.frame('detach', { handle: 0, closed: true });
    peer.frame('attach', ATTACH);
    await peer.next('attach', 2);
  });

  it('when its name is attached again', async () => {
    const peer = await aPeer(
      ...HANDSHAKE,
      rawFrame('attach', ATTACH),
      rawFrame('attach', { ...ATTACH, handle: 1 }),
    );
    expect(conditionOf(await peer.next('detach'))).toBe('amqp:link:stolen');
    await peer.next('attach', 2);
  });

  it('when it asks for transactions', async () => {
    const coordinator = composite(TERMINI.coordinator, {});
    const peer = await aPeer(...HANDSHAKE, rawFrame('attach', { ...ATTACH, target: coordinator }));
    expect(conditionOf(await peer.next('detach'))).toBe('amqp:not-implemented');
  });
});
