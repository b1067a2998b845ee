import type { FrameFields } from '../amqp/composite.ts';
import { A_BODY, DELIVERY, FLOW } from './raw-fixture.ts';
import { attachFields, rawFrame } from './raw-peer.ts';

/** One frame of a walk: any performative, on one of two channels, for one of two handles. */
export interface Step {
  readonly name:
    | 'open'
    | 'begin'
    | 'sender'
    | 'receiver'
    | 'flow'
    | 'session-flow'
    | 'transfer'
    | 'disposition'
    | 'detach'
    | 'end'
    | 'close';
  readonly channel: number;
  readonly handle: number;
}

/** A link as the specification sees it. */
interface SpecLink {
  readonly role: 'sender' | 'receiver';
  /** False when the emulator has ended it and waits for the peer's detach. */
  isOpen: boolean;
}

type SpecSession = Map<number, SpecLink> | 'failed';

/** The bytes of a step. */
export function stepBytes({ name, channel, handle }: Step): Buffer {
  const frame = (
    performative: Parameters<typeof rawFrame>[0],
    fields: FrameFields,
    payload?: Buffer,
  ): Buffer => rawFrame(performative, fields, channel, payload);
  switch (name) {
    case 'open':
      return rawFrame('open', { container_id: 'peer' });
    case 'close':
      return rawFrame('close');
    case 'begin':
      return frame('begin', { next_outgoing_id: 0, incoming_window: 100, outgoing_window: 100 });
    case 'sender':
    case 'receiver':
      return frame('attach', attachFields(name, 'orders', { handle, name: `${name}-${channel}-${handle}` }));
    case 'flow':
      return frame('flow', { ...FLOW, handle, delivery_count: 0, link_credit: 0 });
    case 'session-flow':
      return frame('flow', FLOW);
    case 'transfer':
      return frame('transfer', { ...DELIVERY, handle }, A_BODY);
    case 'disposition':
      return frame('disposition', { role: true, first: 0, settled: true });
    default:
      return frame(name, name === 'detach' ? { handle, closed: true } : {});
  }
}

/** The answers that the specification lets a container give, as names with their conditions. */
export class SpecPeer {
  #isOpen = false;
  isClosed = false;
  readonly #sessions = new Map<number, SpecSession>();

  answerTo(step: Step): string[] {
    if (this.isClosed) return [];
    if (step.name === 'open') {
      if (this.#isOpen) return this.#close('amqp:illegal-state');
      this.#isOpen = true;
      return ['open'];
    }
    // An answer to whatever came too early begins with our open.
    if (!this.#isOpen) return ['open', ...this.#close('amqp:illegal-state')];
    if (step.name === 'close') {
      this.isClosed = true;
      return ['close'];
    }
    const session = this.#sessions.get(step.channel);
    if (step.name === 'begin') {
      if (session !== undefined) return this.#close('amqp:illegal-state');
      this.#sessions.set(step.channel, new Map());
      return ['begin'];
    }
    if (session === undefined) return this.#close('amqp:illegal-state');
    if (step.name === 'end') {
      this.#sessions.delete(step.channel);
      return session === 'failed' ? [] : ['end'];
    }
    return session === 'failed' ? [] : this.#inSession(step, session);
  }

  #inSession({ name, channel, handle }: Step, links: Map<number, SpecLink>): string[] {
    const link = links.get(handle);
    if (name === 'session-flow' || name === 'disposition') return [];
    if (name === 'sender' || name === 'receiver') {
      if (link !== undefined) return this.#end(channel, 'amqp:session:handle-in-use');
      links.set(handle, { role: name, isOpen: true });
      return ['attach'];
    }
    if (link === undefined) return this.#end(channel, 'amqp:session:unattached-handle');
    if (name === 'flow') return [];
    if (name === 'detach') {
      links.delete(handle);
      return link.isOpen ? ['detach'] : [];
    }
    if (link.role === 'receiver') return this.#end(channel, 'amqp:not-allowed');
    return link.isOpen ? ['disposition'] : [];
  }

  #end(channel: number, condition: string): string[] {
    this.#sessions.set(channel, 'failed');
    return [`end ${condition}`];
  }

  #close(condition: string): string[] {
    this.isClosed = true;
    return [`close ${condition}`];
  }
}
