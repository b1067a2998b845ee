import { type ErrorFields, SessionError } from '../amqp/amqp-error.ts';
import { type Composite, composite, type FrameFields } from '../amqp/composite.ts';
import { errorComposite } from '../amqp/composites.ts';
import type { Frame } from '../amqp/frame.ts';
import { PERFORMATIVE } from '../amqp/performatives.ts';
import type { AttachRequest } from './attach-request.ts';
import { readAttach } from './attach-request.ts';
import { numberField, textField } from './frame-fields.ts';
import { IncomingLink } from './incoming-link.ts';
import type { DeliveryOwner, Link, LinkSession } from './link.ts';
import { HANDLE_MAX, LinkTable } from './link-table.ts';
import { OutgoingLink } from './outgoing-link.ts';
import { OutgoingWindow } from './outgoing-window.ts';
import { outcomeOf, type Settlement } from './settlement.ts';

/** The side of a connection that its sessions see. */
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
  readonly #links = new LinkTable();
  readonly #unsettled = new Map<number, DeliveryOwner>();
  readonly #outgoing: OutgoingWindow;
  #nextIncomingId: number;
  #incomingLeft = INCOMING_WINDOW;
  /** Writes nothing once the session has ended. */
  readonly #write: SessionContext['write'];
  #isEnded = false;

  constructor(context: SessionContext, begin: Frame) {
    this.#context = context;
    this.#nextIncomingId = numberField(begin.performative, 'next_outgoing_id', 0);
    this.#write = (performative, payload) => {
      if (!this.#isEnded) context.write(performative, payload);
    };
    this.#outgoing = new OutgoingWindow(this.#write, numberField(begin.performative, 'incoming_window', 0));
    const windows = { next_outgoing_id: 0, incoming_window: INCOMING_WINDOW, outgoing_window: 0xffffffff };
    this.#write(
      composite(PERFORMATIVE.begin, { ...windows, remote_channel: begin.channel, handle_max: HANDLE_MAX }),
    );
  }

  get links(): Iterable<Link> {
    return this.#links.all;
  }

  /** True when a transfer would leave at once: the peer's window and the socket both have room. */
  get isWritable(): boolean {
    return this.#outgoing.isOpen && this.#context.isWritable();
  }

  /** Handles a frame; an error that it throws ends the session or the connection. */
  onFrame(name: 'attach' | 'flow' | 'transfer' | 'disposition' | 'detach', frame: Frame): void {
    if (name === 'attach') this.#onAttach(frame);
    else if (name === 'detach') this.#onDetach(frame);
    else if (name === 'flow') this.#onFlow(frame);
    else if (name === 'transfer') this.#onTransfer(frame);
    else this.#onDisposition(frame);
  }

  #onAttach({ performative }: Frame): void {
    const remoteHandle = numberField(performative, 'handle', 0);
    const name = textField(performative, 'name') ?? '';
    const isPeerReceiver = performative['role'] === true;
    const handle = this.#links.reserve(remoteHandle, name, isPeerReceiver);
    const link = isPeerReceiver ? new OutgoingLink(this, name, handle) : new IncomingLink(this, name, handle);
    this.#links.add(remoteHandle, link);
    const request = readAttach(performative);
    link.unanswered = request;
    this.#context.attached(link, request);
  }

  #onDetach({ performative }: Frame): void {
    const remoteHandle = numberField(performative, 'handle', 0);
    const link = this.#links.at(remoteHandle);
    this.#links.delete(remoteHandle);
    // A peer may give up an attach that we hold back; it is owed an answer to both.
    const isClosing = performative['closed'] === true;
    if (link.unanswered !== undefined) link.refuse(link.unanswered);
    else link.close(undefined, isClosing);
    link.closed();
    if (link instanceof OutgoingLink) this.#forget(link);
  }

  #onFlow({ performative }: Frame): void {
    const handle = performative['handle'];
    const link = typeof handle === 'number' ? this.#links.at(handle) : undefined;
    this.#outgoing.onFlow(performative);
    if (link instanceof OutgoingLink || link instanceof IncomingLink) link.onFlow(performative);
    else if (performative['echo'] === true) this.writeFlow();
    for (const other of this.links) if (other !== link && other instanceof OutgoingLink) other.onWritable();
  }

  #onTransfer({ performative, payload }: Frame): void {
    const link = this.#links.at(numberField(performative, 'handle', -1));
    if (!(link instanceof IncomingLink))
      throw new SessionError('amqp:not-allowed', 'A transfer came on a link on which the peer receives.');
    if (this.#incomingLeft <= 0)
      throw new SessionError(
        'amqp:session:window-violation',
        'A transfer came although the window is closed.',
      );
    this.#nextIncomingId = (this.#nextIncomingId + 1) >>> 0;
    this.#incomingLeft -= 1;
    link.onTransfer(performative, payload ?? Buffer.alloc(0));
    if (this.#incomingLeft < INCOMING_WINDOW / 2) this.writeFlow();
  }

  /** Each delivery of the range is settled, and answered, by itself. */
  #onDisposition({ performative }: Frame): void {
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

  answer(id: number, state: Settlement): void {
    this.#unsettled.delete(id);
    this.#writeDisposition(false, id, state);
  }

  settleIncoming(id: number, state: Settlement): void {
    this.#writeDisposition(true, id, state);
  }

  writeAttach(fields: FrameFields): void {
    this.#write(composite(PERFORMATIVE.attach, fields));
  }

  writeDetach(handle: number, closed: boolean, error: ErrorFields | undefined): void {
    const fields = { handle, closed, error: error && errorComposite({ ...error }) };
    this.#write(composite(PERFORMATIVE.detach, fields));
  }

  writeFlow(linkFields: FrameFields = {}): void {
    this.#incomingLeft = INCOMING_WINDOW;
    this.#write(
      composite(PERFORMATIVE.flow, {
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
    this.#links.clear();
    this.#unsettled.clear();
  }

  /** The socket has room again. */
  onWritable(): void {
    for (const link of this.links) if (link instanceof OutgoingLink) link.onWritable();
  }

  #writeDisposition(role: boolean, id: number, state: Settlement): void {
    this.#write(composite(PERFORMATIVE.disposition, { role, first: id, last: id, settled: true, state }));
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
