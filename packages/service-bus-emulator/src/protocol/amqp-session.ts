import { numberField, textField } from './frame-fields.ts';
import { IncomingLink } from './incoming-link.ts';
import type { AttachRequest, DeliveryOwner, Link, LinkError, LinkSession } from './link.ts';
import { OutgoingLink } from './outgoing-link.ts';
import { OutgoingWindow } from './outgoing-window.ts';
import { type Composite, type Frame, type FrameFields, frames, terminus } from './rhea-internals.ts';
import { outcomeOf, type Settlement } from './settlement.ts';

/** What a session needs from its connection. */
export interface SessionContext {
  readonly write: (performative: Composite, payload?: Buffer) => void;
  readonly maxFrameSize: () => number;
  /** True when the socket takes more bytes without holding them in memory. */
  readonly isWritable: () => boolean;
  /** Decides what an attached link leads to. */
  readonly attached: (link: Link, request: AttachRequest) => void;
}

/** How many transfers a peer may send before it must wait for the next flow. */
const INCOMING_WINDOW = 5000;

/** One AMQP session: its links, its two windows, and its deliveries that wait for a settlement. */
export class AmqpSession implements LinkSession {
  readonly #context: SessionContext;
  readonly #linksByRemoteHandle = new Map<number, Link>();
  readonly #localHandles = new Set<number>();
  readonly #unsettled = new Map<number, DeliveryOwner>();
  readonly #outgoing: OutgoingWindow;
  #nextIncomingId: number;
  #incomingLeft = INCOMING_WINDOW;
  /** Writes nothing any more once the session has ended: late answers have nowhere to go. */
  readonly #write: SessionContext['write'];
  #isEnded = false;

  constructor(context: SessionContext, begin: Frame) {
    this.#context = context;
    this.#nextIncomingId = numberField(begin.performative, 'next_outgoing_id', 0);
    this.#write = (performative, payload) => {
      if (!this.#isEnded) context.write(performative, payload);
    };
    this.#outgoing = new OutgoingWindow(this.#write, numberField(begin.performative, 'incoming_window', 0));
    const fields = { next_outgoing_id: 0, incoming_window: INCOMING_WINDOW, outgoing_window: 0xffffffff };
    this.#write(frames.begin({ ...fields, remote_channel: begin.channel }));
  }

  get links(): Iterable<Link> {
    return this.#linksByRemoteHandle.values();
  }

  /** True when a transfer would leave at once: the peer's window and the socket both have room. */
  get isWritable(): boolean {
    return this.#outgoing.isOpen && this.#context.isWritable();
  }

  onAttach({ performative }: Frame): void {
    const remoteHandle = numberField(performative, 'handle', 0);
    const name = textField(performative, 'name') ?? '';
    const handle = this.#freeHandle();
    const isPeerReceiver = performative['role'] === true;
    const link = isPeerReceiver ? new OutgoingLink(this, name, handle) : new IncomingLink(this, name, handle);
    this.#linksByRemoteHandle.set(remoteHandle, link);
    this.#localHandles.add(handle);
    const request: AttachRequest = {
      source: terminus.unwrap(performative['source']) ?? {},
      target: terminus.unwrap(performative['target']) ?? {},
      sourceRaw: performative['source'],
      targetRaw: performative['target'],
      sendSettleMode: numberField(performative, 'snd_settle_mode', 2),
      receiveSettleMode: numberField(performative, 'rcv_settle_mode', 0),
      properties: performative['properties'],
    };
    link.unanswered = request;
    this.#context.attached(link, request);
  }

  onDetach({ performative }: Frame): void {
    const remoteHandle = numberField(performative, 'handle', 0);
    const link = this.#linksByRemoteHandle.get(remoteHandle);
    if (link === undefined) return;
    this.#linksByRemoteHandle.delete(remoteHandle);
    this.#localHandles.delete(link.handle);
    // A peer may give up an attach that we hold back; it is owed an answer to both.
    if (link.unanswered !== undefined) link.refuse(link.unanswered);
    else link.close();
    link.closed();
    if (link instanceof OutgoingLink) this.#forget(link);
  }

  onFlow({ performative }: Frame): void {
    this.#outgoing.onFlow(performative);
    const handle = performative['handle'];
    const link = typeof handle === 'number' ? this.#linksByRemoteHandle.get(handle) : undefined;
    if (link instanceof OutgoingLink) link.onFlow(performative);
    else if (performative['echo'] === true) this.writeFlow();
    for (const other of this.links) if (other !== link && other instanceof OutgoingLink) other.onWritable();
  }

  onTransfer({ performative, payload }: Frame): void {
    this.#nextIncomingId = (this.#nextIncomingId + 1) >>> 0;
    this.#incomingLeft -= 1;
    const link = this.#linksByRemoteHandle.get(numberField(performative, 'handle', -1));
    if (link instanceof IncomingLink) link.onTransfer(performative, payload ?? Buffer.alloc(0));
    if (this.#incomingLeft < INCOMING_WINDOW / 2) this.writeFlow();
  }

  /** Each delivery of the range is settled, and answered, by itself. */
  onDisposition({ performative }: Frame): void {
    if (performative['role'] !== true) return;
    const first = numberField(performative, 'first', 0);
    const last = numberField(performative, 'last', first);
    const outcome = outcomeOf(performative['state']);
    const isSettled = performative['settled'] === true;
    for (const id of this.#unsettledBetween(first, last)) {
      this.#unsettled.get(id)?.onDisposition(id, outcome, isSettled);
      if (isSettled) this.#unsettled.delete(id);
    }
  }

  /** Sends a message and tells its delivery id; one that is not settled is remembered until it is. */
  send(owner: DeliveryOwner, tag: Buffer, payload: Buffer, isSettled: boolean): number {
    const id = this.#outgoing.send(owner.handle, tag, payload, isSettled, this.#context.maxFrameSize());
    if (!isSettled) this.#unsettled.set(id, owner);
    return id;
  }

  /** Answers a settlement of one of our deliveries. */
  answer(id: number, state: Settlement): void {
    this.#unsettled.delete(id);
    this.#write(
      frames.disposition({ role: false, first: id, last: id, settled: true, state: state.described() }),
    );
  }

  /** Settles a delivery that the peer sent. */
  settleIncoming(id: number, state: Settlement): void {
    this.#write(
      frames.disposition({ role: true, first: id, last: id, settled: true, state: state.described() }),
    );
  }

  writeAttach(fields: FrameFields): void {
    this.#write(frames.attach(fields));
  }

  writeDetach(handle: number, error: LinkError | undefined): void {
    this.#write(frames.detach({ handle, closed: true, error }));
  }

  writeFlow(linkFields: FrameFields = {}): void {
    this.#incomingLeft = INCOMING_WINDOW;
    this.#write(
      frames.flow({
        next_incoming_id: this.#nextIncomingId,
        incoming_window: INCOMING_WINDOW,
        next_outgoing_id: this.#outgoing.nextTransferId,
        outgoing_window: 0xffffffff,
        ...linkFields,
      }),
    );
  }

  /** The peer is gone, or has ended the session: frees everything, writes nothing. */
  ended(): void {
    this.#isEnded = true;
    for (const link of this.links) link.closed();
    this.#linksByRemoteHandle.clear();
    this.#unsettled.clear();
  }

  /** The socket has room again. */
  onWritable(): void {
    for (const link of this.links) if (link instanceof OutgoingLink) link.onWritable();
  }

  #freeHandle(): number {
    let handle = 0;
    while (this.#localHandles.has(handle)) handle += 1;
    return handle;
  }

  #unsettledBetween(first: number, last: number): number[] {
    const length = ((last - first) >>> 0) + 1;
    if (length > this.#unsettled.size)
      return [...this.#unsettled.keys()].filter((id) => id >= first && id <= last);
    return Array.from({ length }, (_, index) => (first + index) >>> 0).filter((id) =>
      this.#unsettled.has(id),
    );
  }

  #forget(link: DeliveryOwner): void {
    for (const [id, owner] of this.#unsettled) if (owner === link) this.#unsettled.delete(id);
  }
}
