import { type Composite, composite, type FrameFields } from '../amqp/composite.ts';
import { PERFORMATIVE } from '../amqp/performatives.ts';
import { numberField } from './frame-fields.ts';

/** Room for the performative in front of a transfer's payload. */
const TRANSFER_OVERHEAD = 128;

/**
 * The .NET client opens a window of 2^32 - 1; serial numbers can be compared over half of their range only.
 */
const MAX_WINDOW = 2 ** 31 - 1;

/**
 * Transfers of one session on their way out: cut into frames, and held back while the peer's window is shut.
 */
export class OutgoingWindow {
  nextTransferId = 0;
  readonly #write: (performative: Composite, payload?: Buffer) => void;
  readonly #waiting: { readonly performative: Composite; readonly payload: Buffer }[] = [];
  #nextDeliveryId = 0;
  /** The first transfer id that the peer does not take yet. */
  #end: number;

  constructor(write: (performative: Composite, payload?: Buffer) => void, window: number) {
    this.#write = write;
    this.#end = Math.min(window, MAX_WINDOW);
  }

  get isOpen(): boolean {
    return this.#waiting.length === 0 && this.#room > 0;
  }

  send(handle: number, tag: Buffer, payload: Buffer, isSettled: boolean, maxFrameSize: number): number {
    const id = this.#nextDeliveryId;
    this.#nextDeliveryId = (id + 1) >>> 0;
    const size = maxFrameSize - TRANSFER_OVERHEAD;
    for (let start = 0; start === 0 || start < payload.length; start += size) {
      const isFirst = start === 0;
      const performative = composite(PERFORMATIVE.transfer, {
        handle,
        delivery_id: id,
        more: start + size < payload.length,
        settled: isSettled,
        delivery_tag: isFirst ? tag : undefined,
        message_format: isFirst ? 0 : undefined,
      });
      this.#waiting.push({ performative, payload: payload.subarray(start, start + size) });
    }
    this.#flush();
    return id;
  }

  onFlow(flow: FrameFields): void {
    const window = Math.min(numberField(flow, 'incoming_window', 0), MAX_WINDOW);
    this.#end = (numberField(flow, 'next_incoming_id', 0) + window) >>> 0;
    this.#flush();
  }

  /** Transfer ids are 32-bit serial numbers and go round. */
  get #room(): number {
    return (this.#end - this.nextTransferId) | 0;
  }

  #flush(): void {
    while (this.#room > 0) {
      const next = this.#waiting.shift();
      if (next === undefined) return;
      this.nextTransferId = (this.nextTransferId + 1) >>> 0;
      this.#write(next.performative, next.payload);
    }
  }
}
