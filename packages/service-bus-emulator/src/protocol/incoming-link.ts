import type { FrameFields } from '../amqp/composite.ts';
import type { AttachRequest } from './attach-request.ts';
import { numberField } from './frame-fields.ts';
import { Link, type LinkError } from './link.ts';
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

const NO_CREDIT = 'A transfer came although there was no credit.';
const NO_DELIVERY_ID = 'The first transfer of a delivery needs a delivery-id and a delivery-tag.';
const OTHER_DELIVERY_ID = 'A transfer has another delivery-id than the first one of its delivery.';

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
    this.#deliveryCount = request.initialDeliveryCount;
    this.answerAttach(request, {
      role: true,
      source: request.sourceRaw,
      target: request.targetRaw,
      max_message_size: maxMessageSize,
    });
    this.#grantCredit();
  }

  /** An attach without source and target says that a detach follows. */
  refuse(request: AttachRequest, error?: LinkError): void {
    this.answerAttach(request, { role: true });
    this.close(error);
  }

  onTransfer(transfer: FrameFields, payload: Buffer): void {
    if (!this.isOpen) return;
    const broken = this.#violation(transfer);
    if (broken !== undefined) {
      this.close(broken);
      return;
    }
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
    this.#deliveryCount = (this.#deliveryCount + 1) >>> 0;
    this.#credit -= 1;
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

  /** The rule that a transfer breaks, if it breaks one. */
  #violation(transfer: FrameFields): LinkError | undefined {
    const id = transfer['delivery_id'];
    if (this.#first === undefined) {
      if (this.#credit <= 0)
        return { condition: 'amqp:link:transfer-limit-exceeded', description: NO_CREDIT };
      if (id === undefined || transfer['delivery_tag'] === undefined)
        return { condition: 'amqp:invalid-field', description: NO_DELIVERY_ID };
    } else if (id !== undefined && id !== this.#first['delivery_id'])
      return { condition: 'amqp:invalid-field', description: OTHER_DELIVERY_ID };
    return undefined;
  }

  #reset(): void {
    this.#size = 0;
    this.#parts = [];
    this.#first = undefined;
  }

  /** Tells the state of the link to a peer that wants to know it. */
  onFlow(flow: FrameFields): void {
    if (this.isOpen && flow['echo'] === true) this.#writeFlow();
  }

  #grantCredit(): void {
    this.#credit = CREDIT;
    this.#writeFlow();
  }

  #writeFlow(): void {
    const [delivery_count, link_credit] = [this.#deliveryCount, this.#credit];
    this.session.writeFlow({ handle: this.handle, delivery_count, link_credit });
  }
}
