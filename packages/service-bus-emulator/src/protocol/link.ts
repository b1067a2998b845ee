import type { FrameFields } from '../amqp/composite.ts';
import type { AttachRequest } from './attach-request.ts';
import type { Outcome, Settlement } from './settlement.ts';

/** Why the broker ends a link. */
export interface LinkError {
  /** The AMQP error condition, such as `amqp:not-found`. */
  readonly condition: string;
  /** The text for a person who reads the log. */
  readonly description: string;
}

/** The receiver of news about a delivery's settlement. */
export interface DeliveryOwner {
  readonly handle: number;
  onDisposition(deliveryId: number, outcome: Outcome | undefined, isSettled: boolean): void;
}

/** The side of a session that its links see. */
export interface LinkSession {
  /** True when a transfer would leave at once: the peer's window and the socket both have room. */
  readonly isWritable: boolean;
  writeAttach(fields: FrameFields): void;
  writeDetach(handle: number, isClosing: boolean, error: LinkError | undefined): void;
  writeFlow(linkFields?: FrameFields): void;
  /** Sends a message and tells its delivery id. */
  send(owner: DeliveryOwner, tag: Buffer, payload: Buffer, isSettled: boolean): number;
  /** Answers a settlement of a delivery that we sent. */
  answer(deliveryId: number, state: Settlement): void;
  /** Settles a delivery that the peer sent. */
  settleIncoming(deliveryId: number, state: Settlement): void;
}

/** Base of the two kinds of link: they are answered, refused, closed. */
export abstract class Link {
  readonly session: LinkSession;
  readonly name: string;
  readonly handle: number;
  /** True from our answer to the attach until one side detaches. */
  isOpen = false;
  /** The attach, for as long as it is not answered. */
  unanswered: AttachRequest | undefined;
  /** The address that it leads to; set by the router. */
  address = '';
  /** Called once when the link is gone, whoever ended it. */
  onClosed: () => void = () => undefined;
  #isGone = false;

  constructor(session: LinkSession, name: string, handle: number) {
    this.session = session;
    this.name = name;
    this.handle = handle;
  }

  /** True once the peer or the connection has ended the link. */
  get isGone(): boolean {
    return this.#isGone;
  }

  /** Answers an attach and ends the link in one go. */
  abstract refuse(request: AttachRequest, error?: LinkError): void;

  /** Ends an open link with an error. */
  close(error?: LinkError, isClosing = true): void {
    if (!this.isOpen) return;
    this.session.writeDetach(this.handle, isClosing, error);
    this.closed();
  }

  /** The link has ended. */
  closed(): void {
    this.isOpen = false;
    if (this.#isGone) return;
    this.#isGone = true;
    this.onClosed();
  }

  protected answerAttach(request: AttachRequest, fields: FrameFields): void {
    this.isOpen = true;
    this.unanswered = undefined;
    this.session.writeAttach({
      name: this.name,
      handle: this.handle,
      snd_settle_mode: request.sendSettleMode,
      rcv_settle_mode: request.receiveSettleMode,
      ...fields,
    });
  }
}
