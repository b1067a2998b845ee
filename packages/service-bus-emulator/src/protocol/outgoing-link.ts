import type { FrameFields } from '../amqp/composite.ts';
import { systemClock } from '../clock.ts';
import type { AttachRequest } from './attach-request.ts';
import { numberField } from './frame-fields.ts';
import { Link, type LinkError } from './link.ts';
import type { Outcome } from './settlement.ts';

const BEFORE_DETACH_MS = 20;

/** A link on which we send. Credit is counted as messages are handed over, not as frames leave. */
export class OutgoingLink extends Link {
  /** Called when the link may be able to send: after credit, after room in the window or the socket. */
  onSendable: () => void = () => undefined;
  /** Called for each delivery that the peer settles or gives an outcome. */
  onOutcome: (deliveryId: number, outcome: Outcome | undefined, isSettled: boolean) => void = () => undefined;
  #deliveryCount = 0;
  #credit = 0;
  #isDraining = false;

  get credit(): number {
    return this.#credit;
  }

  get isSendable(): boolean {
    return this.isOpen && this.#credit > 0 && this.session.isWritable;
  }

  accept(request: AttachRequest, source: unknown = request.sourceRaw, properties?: object): void {
    this.answerAttach(request, {
      role: false,
      source,
      target: request.targetRaw,
      initial_delivery_count: 0,
      properties,
    });
  }

  /** An attach without source and target says that a detach follows. */
  refuse(request: AttachRequest, error?: LinkError): void {
    this.answerAttach(request, { role: false, initial_delivery_count: 0 });
    this.close(error);
  }

  /**
   * The same with a moment between the two, as the service has it for locked sessions: older clients
   * look at the link in between, and call its end an internal error when it has come already.
   */
  refuseInTwoSteps(request: AttachRequest, error: LinkError): void {
    this.answerAttach(request, { role: false, initial_delivery_count: 0 });
    systemClock.callAt(systemClock.now() + BEFORE_DETACH_MS, () => this.close(error));
  }

  send(tag: Buffer, payload: Buffer, isSettled: boolean): number {
    this.#credit -= 1;
    this.#deliveryCount = (this.#deliveryCount + 1) >>> 0;
    return this.session.send(this, tag, payload, isSettled);
  }

  onFlow(flow: FrameFields): void {
    const seenByPeer = numberField(flow, 'delivery_count', 0);
    this.#credit = Math.max(0, (seenByPeer + numberField(flow, 'link_credit', 0) - this.#deliveryCount) | 0);
    this.#isDraining = flow['drain'] === true;
    if (!this.isOpen) return;
    this.onSendable();
    if (this.#isDraining) this.#drained();
    else if (flow['echo'] === true) this.#writeFlow(false);
  }

  onDisposition(deliveryId: number, outcome: Outcome | undefined, isSettled: boolean): void {
    this.onOutcome(deliveryId, outcome, isSettled);
  }

  onWritable(): void {
    if (this.isOpen && this.#credit > 0) this.onSendable();
  }

  /**
   * Gives back what credit is left. A drain is always answered, for a client that waits for the answer closes
   * the link.
   */
  #drained(): void {
    this.#deliveryCount = (this.#deliveryCount + this.#credit) >>> 0;
    this.#credit = 0;
    this.#isDraining = false;
    this.#writeFlow(true);
  }

  #writeFlow(drain: boolean): void {
    this.session.writeFlow({
      handle: this.handle,
      delivery_count: this.#deliveryCount,
      link_credit: this.#credit,
      drain,
    });
  }
}
