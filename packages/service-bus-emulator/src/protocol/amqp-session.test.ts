import { describe, expect, it } from '@jest/globals';
import type { Composite } from '../amqp/composite.ts';
import type { Frame } from '../amqp/frame.ts';
import { AmqpSession } from './amqp-session.ts';
import type { AttachRequest } from './attach-request.ts';
import { IncomingLink } from './incoming-link.ts';
import type { Link } from './link.ts';
import { OutgoingLink } from './outgoing-link.ts';
import { accepted } from './settlement.ts';

const NAMES: Readonly<Record<number, string>> = {
  17: 'begin',
  18: 'attach',
  19: 'flow',
  20: 'transfer',
  21: 'disposition',
  22: 'detach',
};

interface Written {
  readonly name: string;
  readonly composite: Composite;
  readonly payload: Buffer | undefined;
}

/** A session without a socket: what it writes is kept. */
function aSession({ window = 100, maxFrameSize = 1000 } = {}) {
  const written: Written[] = [];
  const links: { link: Link; request: AttachRequest }[] = [];
  const session = new AmqpSession(
    {
      write: (composite, payload) => {
        const code = Number(composite.described().descriptor?.value);
        written.push({ name: NAMES[code] ?? String(code), composite, payload });
      },
      maxFrameSize: () => maxFrameSize,
      isWritable: () => true,
      attached: (link, request) => links.push({ link, request }),
    },
    frame({ next_outgoing_id: 0, incoming_window: window }),
  );
  const names = (): string[] => written.splice(0).map(({ name }) => name);
  return { session, written, links, names };
}

function frame(performative: Frame['performative'], payload?: Buffer): Frame {
  return { channel: 0, performative, payload };
}

function outgoingLink(parts: ReturnType<typeof aSession>, handle = 0): OutgoingLink {
  parts.session.onFrame('attach', frame({ name: `out-${handle}`, handle, role: true }));
  const { link, request } = parts.links.at(-1) ?? {};
  if (!(link instanceof OutgoingLink) || request === undefined) throw new Error('Not attached.');
  link.accept(request);
  parts.session.onFrame(
    'flow',
    frame({ handle, delivery_count: 0, link_credit: 10, next_incoming_id: 0, incoming_window: 100 }),
  );
  parts.names();
  return link;
}

const TAG = Buffer.alloc(16);

describe('a session', () => {
  it('answers an attach that is given up before it was answered, and the detach too', () => {
    const parts = aSession();
    parts.session.onFrame('attach', frame({ name: 'link', handle: 7, role: true }));
    expect(parts.names()).toEqual(['begin']);
    parts.session.onFrame('detach', frame({ handle: 7 }));
    expect(parts.names()).toEqual(['attach', 'detach']);
    expect(parts.links[0]?.link.isGone).toBe(true);
  });

  it('keeps two links of one name and different roles apart', () => {
    const { session, links } = aSession();
    session.onFrame('attach', frame({ name: 'same', handle: 0, role: true }));
    session.onFrame('attach', frame({ name: 'same', handle: 1, role: false }));
    expect(links.map(({ link }) => link.constructor)).toEqual([OutgoingLink, IncomingLink]);
    expect(links[0]?.link.handle).not.toBe(links[1]?.link.handle);
  });

  it('cuts a message into frames that the peer can take', () => {
    const parts = aSession({ maxFrameSize: 512 });
    const link = outgoingLink(parts);
    link.send(TAG, Buffer.alloc(1000), true);
    expect(parts.written.map(({ payload }) => payload?.length)).toEqual([384, 384, 232]);
  });

  it('holds back frames while the window of the peer is shut', () => {
    const parts = aSession({ window: 2, maxFrameSize: 512 });
    parts.session.onFrame('attach', frame({ name: 'out', handle: 0, role: true }));
    const { link, request } = parts.links[0] ?? {};
    if (!(link instanceof OutgoingLink) || request === undefined) throw new Error('Not attached.');
    link.accept(request);
    parts.session.onFrame(
      'flow',
      frame({ handle: 0, delivery_count: 0, link_credit: 10, next_incoming_id: 0, incoming_window: 2 }),
    );
    parts.names();
    expect(link.isSendable).toBe(true);
    link.send(TAG, Buffer.alloc(1000), true);
    expect(parts.names()).toEqual(['transfer', 'transfer']);
    expect(link.isSendable).toBe(false);
    parts.session.onFrame('flow', frame({ next_incoming_id: 2, incoming_window: 2 }));
    expect(parts.names()).toEqual(['transfer']);
    expect(link.isSendable).toBe(true);
  });

  it('sends into a window that is as wide as can be, as the .NET client opens it', () => {
    const parts = aSession({ window: 0xffffffff });
    const link = outgoingLink(parts);
    parts.session.onFrame('flow', frame({ next_incoming_id: 0, incoming_window: 0xffffffff }));
    link.send(TAG, Buffer.alloc(1), true);
    expect(parts.names()).toEqual(['transfer']);
  });

  it('counts credit as messages are handed over, and takes back what a late flow has not seen', () => {
    const parts = aSession();
    const link = outgoingLink(parts);
    link.send(TAG, Buffer.alloc(1), true);
    link.send(TAG, Buffer.alloc(1), true);
    expect(link.credit).toBe(8);
    parts.session.onFrame('flow', frame({ handle: 0, delivery_count: 1, link_credit: 5 }));
    expect(link.credit).toBe(4);
  });

  it('tells a link of each delivery of a range by itself, and forgets the settled ones', () => {
    const parts = aSession();
    const link = outgoingLink(parts);
    const heard: number[] = [];
    link.onOutcome = (id) => heard.push(id);
    for (let sent = 0; sent < 3; sent += 1) link.send(TAG, Buffer.alloc(1), false);
    const state = accepted().described();
    parts.session.onFrame('disposition', frame({ role: true, first: 0, last: 1, settled: true, state }));
    parts.session.onFrame(
      'disposition',
      frame({ role: true, first: 0, last: 4_294_967_295, settled: true, state }),
    );
    expect(heard).toEqual([0, 1, 2]);
  });

  it('writes nothing after it has ended', () => {
    const parts = aSession();
    const link = outgoingLink(parts);
    const id = link.send(TAG, Buffer.alloc(1), false);
    parts.session.ended();
    parts.names();
    parts.session.answer(id, accepted());
    expect(parts.names()).toEqual([]);
    expect(link.isGone).toBe(true);
  });

  it('puts a message of several frames together, and forgets an aborted one', () => {
    const parts = aSession();
    parts.session.onFrame('attach', frame({ name: 'in', handle: 3, role: false }));
    const { link, request } = parts.links[0] ?? {};
    if (!(link instanceof IncomingLink) || request === undefined) throw new Error('Not attached.');
    link.accept(request, 5);
    const payloads: string[] = [];
    link.onDelivery = ({ payload, size }) => payloads.push(`${payload.toString()}:${size}`);
    const transfer = (text: string, fields: object): void =>
      parts.session.onFrame(
        'transfer',
        frame({ handle: 3, delivery_id: 0, delivery_tag: TAG, ...fields }, Buffer.from(text)),
      );
    transfer('lost', { more: true });
    transfer('', { aborted: true });
    transfer('ab', { more: true });
    transfer('cd', {});
    transfer('abc', { more: true });
    transfer('def', {});
    expect(payloads).toEqual(['abcd:4', ':6']);
  });
});
