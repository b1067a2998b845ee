import type { MessageState, StoredMessage } from './message.ts';
import { SortedBySequence } from './sorted-by-sequence.ts';

/** How many messages stand in which state, and what they weigh. */
export interface StoreCounts {
  readonly active: number;
  readonly deferred: number;
  readonly scheduled: number;
  readonly bytes: number;
}

/**
 * Every message of one queue in order of sequence number, with the sums that a queue must know at any time.
 */
export class MessageStore {
  readonly #all = new SortedBySequence<StoredMessage>();
  #bytes = 0;
  #deferred = 0;
  #scheduled = 0;

  get counts(): StoreCounts {
    const active = this.#all.size - this.#deferred - this.#scheduled;
    return { active, deferred: this.#deferred, scheduled: this.#scheduled, bytes: this.#bytes };
  }

  get(sequenceNumber: number): StoredMessage | undefined {
    return this.#all.get(sequenceNumber);
  }

  from(sequenceNumber: number): Iterable<StoredMessage> {
    return this.#all.from(sequenceNumber);
  }

  add(message: StoredMessage): void {
    this.#all.add(message);
    this.#bytes += message.content.size;
    this.#count(message.state, 1);
  }

  remove(message: StoredMessage): void {
    if (!this.#all.remove(message)) return;
    this.#bytes -= message.content.size;
    this.#count(message.state, -1);
  }

  setState(message: StoredMessage, state: MessageState): void {
    this.#count(message.state, -1);
    message.state = state;
    this.#count(state, 1);
  }

  #count(state: MessageState, by: number): void {
    if (state === 'deferred') this.#deferred += by;
    if (state === 'scheduled') this.#scheduled += by;
  }
}
