import type { Clock } from '../clock.ts';
import type { MessageQueue } from '../semantics/message-queue.ts';
import { DeadlineTimer } from './deadline-timer.ts';

/** A receiver that waits at a queue. */
export interface Consumer {
  /** Takes and sends one message, or a session, if it can; false when it cannot now. */
  readonly pull: (now: number) => boolean;
  /** Ends the receiver, for instance because the entity is deleted. */
  readonly end: (error: { readonly condition: string; readonly description: string }) => void;
}

/** Brings a queue and its receivers together, and wakes the queue when something in it falls due. */
export class QueueHost {
  readonly queue: MessageQueue;
  readonly clock: Clock;
  /** The sessions that links hold, by the links' names. */
  readonly sessionOfLink = new Map<string, string>();
  readonly #consumers = new Set<Consumer>();
  readonly #timer: DeadlineTimer;
  #isTouched = false;
  #isClosed = false;

  constructor(queue: MessageQueue, clock: Clock) {
    this.queue = queue;
    this.clock = clock;
    this.#timer = new DeadlineTimer(clock, () => this.touch());
  }

  get consumers(): ReadonlySet<Consumer> {
    return this.#consumers;
  }

  add(consumer: Consumer): void {
    this.#consumers.add(consumer);
    this.touch();
  }

  remove(consumer: Consumer): void {
    this.#consumers.delete(consumer);
  }

  /**
   * To be called after whatever may have changed the queue; the work is done once, at the end of the current
   * turn.
   */
  touch(): void {
    if (this.#isTouched) return;
    this.#isTouched = true;
    queueMicrotask(() => {
      this.#isTouched = false;
      this.serve();
    });
  }

  /** Gives out what is free, to each receiver in turn. */
  serve(): void {
    if (this.#isClosed) return;
    const now = this.clock.now();
    this.queue.advance(now);
    for (let isServing = true; isServing; ) {
      isServing = false;
      for (const consumer of [...this.#consumers]) {
        if (!consumer.pull(now)) continue;
        isServing = true;
        this.#moveToTheEnd(consumer);
      }
    }
    this.#timer.set(this.queue.nextDeadline);
  }

  /** Whoever got a message waits for its next turn, or one receiver would get all while traffic is low. */
  #moveToTheEnd(consumer: Consumer): void {
    if (!this.#consumers.delete(consumer)) return;
    this.#consumers.add(consumer);
  }

  /** The queue is gone: ends every receiver and waits for nothing any more. */
  close(error: { readonly condition: string; readonly description: string }): void {
    this.#isClosed = true;
    for (const consumer of [...this.#consumers]) consumer.end(error);
    this.#timer.set(undefined);
  }
}
