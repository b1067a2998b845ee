import { afterEach, describe, expect, it } from '@jest/globals';
import { composite, readComposite } from '../amqp/composite.ts';
import { COMPOSITES, TERMINI } from '../amqp/composites.ts';
import { amqpTypes } from '../amqp/rhea-types.ts';
import {
  A_BODY,
  ATTACH,
  aPeer,
  conditionOf,
  DELIVERY,
  emulators,
  endRawPeers,
  FLOW,
  peers,
} from '../testing/raw-fixture.ts';
import { attachFields, connectRaw, HANDSHAKE, rawFrame } from '../testing/raw-peer.ts';
import { until } from '../testing/with-emulator.ts';
import { encodeValue, typedEntries } from './amqp-value.ts';

afterEach(endRawPeers);

describe('a refused attach', () => {
  it.each(['sender', 'receiver'] as const)(
    'of a %s is answered without source and target, then detached',
    async (role) => {
      const peer = await aPeer(...HANDSHAKE, rawFrame('attach', attachFields(role, 'missing')));
      expect(conditionOf(await peer.next('detach'))).toBe('amqp:not-found');
      expect((await peer.next('attach')).performative).toMatchObject({
        source: undefined,
        target: undefined,
      });
      expect(peer.names().slice(-2)).toEqual(['attach', 'detach']);
    },
  );
});

describe('the end of a link', () => {
  it('is answered as it was meant: closed or only detached', async () => {
    for (const closed of [true, false]) {
      const peer = await aPeer(
        ...HANDSHAKE,
        rawFrame('attach', ATTACH),
        rawFrame('detach', { handle: 0, closed }),
      );
      expect((await peer.next('detach')).performative['closed']).toBe(closed);
    }
  });
});

describe('the end of a connection', () => {
  it('frees what the peer held, although its socket stays open', async () => {
    const peer = await aPeer(...HANDSHAKE);
    const emulator = emulators.at(-1);
    emulator?.createQueue('sessions', { requiresSession: true });
    const filter = amqpTypes.wrap_symbolic_map({ 'com.microsoft:session-filter': 's' });
    const source = composite(TERMINI.source, { address: 'sessions', filter });
    const attach = rawFrame('attach', attachFields('receiver', 'sessions', { source }));
    peer.write(attach);
    await peer.next('attach');
    peer.frame('close');
    await peer.next('close');
    const other = await connectRaw(emulator?.port ?? 0);
    peers.push(other);
    other.write(Buffer.concat([...HANDSHAKE, attach]));
    expect((await other.next('attach')).performative['source']).toBeDefined();
  });

  it('is the last that is written, also when messages were on their way', async () => {
    const attach = rawFrame('attach', attachFields('receiver', 'orders'));
    const flow = rawFrame('flow', { ...FLOW, handle: 0, delivery_count: 0, link_credit: 100 });
    const sender = rawFrame('attach', attachFields('sender', 'orders', { handle: 1 }));
    const peer = await aPeer(...HANDSHAKE, attach, flow, sender);
    await peer.next('attach', 2);
    const transfers = Array.from({ length: 50 }, (_, id) =>
      rawFrame('transfer', { ...DELIVERY, handle: 1, delivery_id: id }, 0, A_BODY),
    );
    peer.write(Buffer.concat([...transfers, rawFrame('close')]));
    await until(peer.isEnded);
    expect(peer.names().at(-1)).toBe('close');
    expect(emulators.at(-1)?.counts('orders').activeMessageCount).toBe(50);
  });
});

describe('a link on which the peer sends', () => {
  it.each([0, 5000, 0xfffffffe])('counts deliveries from where the peer does: %i', async (count) => {
    const peer = await aPeer(...HANDSHAKE, rawFrame('attach', { ...ATTACH, initial_delivery_count: count }));
    const granted = (await peer.next('flow')).performative;
    expect(granted).toMatchObject({ delivery_count: count, link_credit: 1000 });
    for (let id = 0; id < 3; id += 1) peer.frame('transfer', { ...DELIVERY, delivery_id: id }, 0, A_BODY);
    await peer.next('disposition', 3);
    peer.frame('flow', { ...FLOW, handle: 0, echo: true });
    const state = (await peer.next('flow', 2)).performative;
    expect(state).toMatchObject({ handle: 0, delivery_count: (count + 3) >>> 0, link_credit: 997 });
  });
});

describe('requests', () => {
  it.each([
    ['without reply-to', undefined],
    ['with a reply-to that names no link', 'nowhere'],
  ])('%s are answered on the link of their node', async (_, replyTo) => {
    const cbs = (role: 'sender' | 'receiver', handle: number): Buffer =>
      rawFrame('attach', attachFields(role, 'amqps://host:5671/$cbs', { handle }));
    const properties = amqpTypes.described(
      amqpTypes.wrap_ulong(0x73),
      amqpTypes.wrap_list([amqpTypes.wrap_ulong(7), null, null, null, replyTo ?? null]),
    );
    const application = amqpTypes.described(
      amqpTypes.wrap_ulong(0x74),
      amqpTypes.wrap({
        operation: 'put-token',
        type: 'servicebus.windows.net:sastoken',
        name: 'sb://host/orders',
      }),
    );
    const request = Buffer.concat([encodeValue(properties), encodeValue(application), A_BODY]);
    const peer = await aPeer(
      ...HANDSHAKE,
      cbs('sender', 0),
      cbs('receiver', 1),
      rawFrame('flow', { ...FLOW, handle: 1, delivery_count: 0, link_credit: 5 }),
      rawFrame('transfer', DELIVERY, 0, request),
    );
    const { payload } = await peer.next('transfer');
    expect(payload?.toString('latin1')).toContain('status-code');
  });
});

describe('the filter of a session', () => {
  const SESSION_FILTER = 'com.microsoft:session-filter';

  function described(value: string | null) {
    return amqpTypes.described(amqpTypes.wrap_ulong(0x137000000c), amqpTypes.wrap(value));
  }

  it.each([
    ['described', described('s'), 's', true],
    ['plain', 's', 's', false],
    ['described and null', described(null), 'first', true],
    ['null', null, 'first', false],
  ])('is answered as it was asked: %s', async (_, filter, granted, isDescribed) => {
    const peer = await aPeer(...HANDSHAKE);
    emulators.at(-1)?.createQueue('sessions', { requiresSession: true });
    const group = [null, null, null, null, null, null, null, null, null, null, 'first'];
    const properties = amqpTypes.described(amqpTypes.wrap_ulong(0x73), amqpTypes.wrap_list(group));
    const source = composite(TERMINI.source, {
      address: 'sessions',
      filter: amqpTypes.wrap_symbolic_map({ [SESSION_FILTER]: filter }),
    });
    peer.frame('attach', attachFields('sender', 'sessions'));
    peer.frame('transfer', DELIVERY, 0, Buffer.concat([encodeValue(properties), A_BODY]));
    peer.frame('attach', attachFields('receiver', 'sessions', { handle: 1, source }));
    const { performative } = await peer.next('attach', 2);
    const fields = readComposite(COMPOSITES, performative['source'])?.fields ?? {};
    const answer = typedEntries(fields['filter']).get(SESSION_FILTER);
    expect([answer?.value, answer?.descriptor !== undefined]).toEqual([granted, isDescribed]);
  });
});
