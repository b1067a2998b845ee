import { afterEach, describe, expect, it } from '@jest/globals';
import { composite } from '../amqp/composite.ts';
import { TERMINI } from '../amqp/composites.ts';
import { encodeFrame } from '../amqp/frame.ts';
import { PERFORMATIVE, SASL } from '../amqp/performatives.ts';
import { protocolHeader } from '../amqp/protocol-header.ts';
import { amqpTypes } from '../amqp/rhea-types.ts';
import { A_BODY, aPeer, DELIVERY, endRawPeers, FLOW } from '../testing/raw-fixture.ts';
import { attachFields, HANDSHAKE, OPEN, rawFrame, saslBytes } from '../testing/raw-peer.ts';
import { until } from '../testing/with-emulator.ts';

afterEach(endRawPeers);

describe('a peer that writes everything at once', () => {
  it('is answered in the order of the standard: header, open, begin, attach', async () => {
    const peer = await aPeer(...HANDSHAKE, rawFrame('attach', attachFields('sender', 'orders')));
    await peer.next('flow');
    expect(peer.names()).toEqual(['AMQP', 'open', 'begin', 'attach', 'flow']);
  });

  it('is answered in order after SASL, too', async () => {
    const peer = await aPeer(saslBytes('ANONYMOUS'), ...HANDSHAKE);
    await peer.next('begin');
    expect(peer.names()).toEqual(['SASL', 'sasl-mechanisms', 'sasl-outcome', 'AMQP', 'open', 'begin']);
  });

  it('may close in the same breath', async () => {
    const peer = await aPeer(...HANDSHAKE, rawFrame('close'));
    await until(peer.isEnded);
    expect(peer.names()).toEqual(['AMQP', 'open', 'begin', 'close']);
  });
});

describe('what is written', () => {
  it('has every field of its performative, trailing nulls too', async () => {
    const peer = await aPeer(
      ...HANDSHAKE,
      rawFrame('attach', attachFields('sender', 'orders')),
      rawFrame('attach', attachFields('receiver', 'orders', { handle: 1 })),
      rawFrame('flow', { ...FLOW, handle: 1, delivery_count: 0, link_credit: 5 }),
      rawFrame('transfer', DELIVERY, 0, A_BODY),
    );
    await peer.next('transfer');
    peer.frame('detach', { handle: 0, closed: true });
    await peer.next('detach');
    peer.frame('end');
    await peer.next('end');
    peer.frame('close');
    await until(peer.isEnded);
    for (const { name, fieldCount } of peer.frames) {
      const type = Object.values(PERFORMATIVE).find((each) => each.name === name);
      expect([name, fieldCount]).toEqual([name, type?.fields.length]);
    }
    expect(new Set(peer.names())).toEqual(
      new Set([
        'AMQP',
        'open',
        'begin',
        'attach',
        'flow',
        'transfer',
        'disposition',
        'detach',
        'end',
        'close',
      ]),
    );
  });

  it('has the whole source and target, and the whole error', async () => {
    const short = amqpTypes.described(
      amqpTypes.wrap_ulong(0x28),
      amqpTypes.wrap_list([amqpTypes.wrap('orders')]),
    );
    const peer = await aPeer(
      ...HANDSHAKE,
      rawFrame('attach', attachFields('receiver', 'orders', { source: short })),
      rawFrame('attach', attachFields('receiver', 'missing', { handle: 1 })),
    );
    const { source } = (await peer.next('attach')).performative;
    expect(source).toMatchObject({ value: { length: TERMINI.source.fields.length } });
    const { error } = (await peer.next('detach')).performative;
    expect(error).toMatchObject({ value: { length: 3 } });
  });

  it('tells limits: frame size, channels, handles', async () => {
    const peer = await aPeer(...HANDSHAKE);
    expect((await peer.next('open')).performative).toMatchObject({
      max_frame_size: 65_536,
      channel_max: 4999,
    });
    expect((await peer.next('begin')).performative).toMatchObject({ handle_max: 65_535, remote_channel: 0 });
  });
});

describe('what is read', () => {
  it('may write a boolean with a byte', async () => {
    const peer = await aPeer(...HANDSHAKE);
    const [name, handle, role] = [amqpTypes.wrap('r'), amqpTypes.wrap_uint(0), longBoolean(true)];
    const source = composite(TERMINI.source, { address: 'orders' }).described();
    const list = amqpTypes.wrap_list([name, handle, role, null, null, source]);
    peer.write(encodeFrame(0, { described: () => amqpTypes.described(amqpTypes.wrap_ulong(0x12), list) }));
    expect((await peer.next('attach')).performative['role']).toBe(false);
  });

  it('may use symbolic descriptors', async () => {
    const list = amqpTypes.wrap_list([amqpTypes.wrap('peer')]);
    const open = encodeFrame(0, {
      described: () => amqpTypes.described(amqpTypes.wrap_symbol('amqp:open:list'), list),
    });
    const peer = await aPeer(protocolHeader('amqp'), open);
    await peer.next('open');
  });

  it('may come byte by byte', async () => {
    const peer = await aPeer();
    for (const byte of Buffer.concat(HANDSHAKE)) peer.write(Buffer.from([byte]));
    await peer.next('begin');
  });
});

/** rhea has no wrapper for the form with a byte; in an array of one it is written so. */
function longBoolean(value: boolean) {
  const type = amqpTypes.by_code[0x56];
  if (type === undefined) throw new Error('No boolean.');
  return type.create(value ? 1 : 0);
}

describe('a protocol header', () => {
  it.each([
    ['another version', Buffer.from('AMQP\0\0\x09\x01', 'latin1')],
    ['TLS', Buffer.from('AMQP\x02\x01\0\0', 'latin1')],
    ['another protocol', Buffer.from('HELO world', 'latin1')],
  ])('of %s is answered with ours, and the socket ends', async (_, bytes) => {
    const peer = await aPeer(bytes);
    await until(peer.isEnded);
    expect(peer.names()).toEqual(['SASL']);
  });
});

describe('SASL', () => {
  it.each(['ANONYMOUS', 'MSSBCBS', 'EXTERNAL'])('lets %s in', async (mechanism) => {
    const peer = await aPeer(saslBytes(mechanism));
    expect((await peer.next('sasl-outcome')).performative['code']).toBe(0);
  });

  it('takes PLAIN with an answer to a challenge', async () => {
    const peer = await aPeer(saslBytes('PLAIN'));
    await peer.next('sasl-challenge');
    peer.write(
      encodeFrame(0, composite(SASL.response, { response: Buffer.from('\0name\0key') }), undefined, 1),
    );
    expect((await peer.next('sasl-outcome')).performative['code']).toBe(0);
  });

  it.each([
    ['an unknown mechanism', saslBytes('CRAM-MD5')],
    ['a frame of AMQP', Buffer.concat([protocolHeader('sasl'), OPEN])],
    ['a PLAIN that is none', saslBytes('PLAIN', 'nothing')],
  ])('refuses %s', async (_, bytes) => {
    const peer = await aPeer(bytes);
    await until(peer.isEnded);
    expect((await peer.next('sasl-outcome')).performative['code']).not.toBe(0);
  });
});
