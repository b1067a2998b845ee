import { numberField } from './frame-fields.ts';
import { type AttachRequest, Link, type LinkError } from './link.ts';
import type { FrameFields } from './rhea-internals.ts';
import type { Settlement } from './settlement.ts';

/** A message that the peer sent, complete. */
export interface Delivery {
  /** Empty when the message is larger than the link allows. */
  readonly payload: Buffer;
  readonly size: number;
  readonly format: number;
  /** Answers the peer, unless it did not ask for an answer. */
  readonly settle: (settlement: Settlement) => void;
}

const CREDIT = 1000;

/** A link on which the peer sends. */
export class IncomingLink extends Link {
  onDelivery: (delivery: Delivery) => void = () => undefined;
  #maxMessageSize = Number.POSITIVE_INFINITY;
  #parts: Buffer[] = [];
  #size = 0;
  #first: FrameFields | undefined;
  #deliveryCount = 0;
  #credit = 0;

  /** Answers the attach and lets the peer send at once: without credit the client's open would wait. */
  accept(request: AttachRequest, maxMessageSize: number): void {
    this.#maxMessageSize = maxMessageSize;
    this.answerAttach(request, {
      role: true,
      source: request.sourceRaw,
      target: request.targetRaw,
      max_message_size: maxMessageSize,
    });
    this.#grantCredit();
  }

  refuse(request: AttachRequest, error?: LinkError): void {
    this.answerAttach(request, { role: true, source: request.sourceRaw, target: request.targetRaw });
    this.close(error);
  }

  onTransfer(transfer: FrameFields, payload: Buffer): void {
    this.#first ??= transfer;
    if (transfer['aborted'] === true) {
      this.#reset();
      return;
    }
    this.#size += payload.length;
    // What is too large is counted but not kept.
    if (this.#size > this.#maxMessageSize) this.#parts = [];
    else this.#parts.push(payload);
    if (transfer['more'] === true) return;
    const first = this.#first;
    const size = this.#size;
    const whole = this.#parts.length === 1 ? payload : Buffer.concat(this.#parts);
    this.#reset();
    this.#deliveryCount += 1;
    this.#credit -= 1;
    if (!this.isOpen) return;
    const id = numberField(first, 'delivery_id', 0);
    const isSettled = first['settled'] === true || transfer['settled'] === true;
    this.onDelivery({
      payload: whole,
      size,
      format: numberField(first, 'message_format', 0),
      settle: (settlement) => {
        if (!isSettled) this.session.settleIncoming(id, settlement);
      },
    });
    if (this.#credit < CREDIT / 2) this.#grantCredit();
  }

  #reset(): void {
    this.#size = 0;
    this.#parts = [];
    this.#first = undefined;
  }

  #grantCredit(): void {
    this.#credit = CREDIT;
    this.session.writeFlow({ handle: this.handle, delivery_count: this.#deliveryCount, link_credit: CREDIT });
  }
}
