import { type NaiveMessage, NaiveQueue, type NaiveSettings } from './naive-queue.ts';
import type { QueueOperation } from './queue-operation.ts';

/** Operations of a queue under test; each promise tells whether the operation was allowed. */
export interface QueueUnderTest {
  send(messageId: string, timeToLive: number | undefined, delay: number): Promise<void>;
  /** Takes the next message and keeps it for a later settlement; false when there is none. */
  take(): Promise<boolean>;
  takeDeferred(sequenceNumber: number): Promise<boolean>;
  cancel(sequenceNumber: number): Promise<boolean>;
  /** Settles the message that was taken as the n-th. */
  settle(kind: 'complete' | 'abandon' | 'defer' | 'deadLetter' | 'renew', taken: number): Promise<boolean>;
  advance(milliseconds: number): Promise<void>;
  /** Visible fields of its messages and dead letters now. */
  visible(): { messages: object[]; dead: object[] };
}

/** The naive queue, driven by random operations; it tells for each what the real queue must answer. */
export class NaiveRun {
  readonly queue: NaiveQueue;
  /** Every message ever taken, with the lock it was taken under. */
  readonly #taken: { readonly message: NaiveMessage; readonly lock: number }[] = [];
  #locks = new Map<NaiveMessage, number>();
  #lastLock = 0;
  #sent = 0;

  constructor(settings: NaiveSettings, now: number) {
    this.queue = new NaiveQueue(settings, now);
  }

  /**
   * Does the operation on both and tells what each of them answered; undefined when there is nothing to do it
   * to.
   */
  async apply(
    operation: QueueOperation,
    real: QueueUnderTest,
  ): Promise<{ naive: boolean; real: boolean } | undefined> {
    switch (operation.kind) {
      case 'send': {
        this.#sent += 1;
        const messageId = `m${this.#sent}`;
        this.queue.send(messageId, operation.timeToLive, operation.delay);
        await real.send(messageId, operation.timeToLive, operation.delay);
        return undefined;
      }
      case 'advance':
        this.queue.advance(operation.milliseconds);
        await real.advance(operation.milliseconds);
        return undefined;
      case 'take':
        return this.#take(this.queue.next(), () => real.take());
      case 'takeDeferred':
      case 'cancel':
        return this.#byNumber(operation.kind, operation.pick, real);
      default:
        return this.#settle(operation.kind, operation.pick, real);
    }
  }

  async #take(message: NaiveMessage | undefined, take: () => Promise<boolean>) {
    // A client would wait for a message that is not there.
    if (message === undefined) return undefined;
    this.queue.lock(message);
    this.#lastLock += 1;
    this.#locks.set(message, this.#lastLock);
    this.#taken.push({ message, lock: this.#lastLock });
    return { naive: true, real: await take() };
  }

  async #byNumber(kind: 'takeDeferred' | 'cancel', pick: number, real: QueueUnderTest) {
    const { messages } = this.queue;
    const message = messages[pick % Math.max(1, messages.length)];
    if (message === undefined) return undefined;
    const { sequenceNumber, state, lockedUntil } = message;
    if (kind === 'cancel') {
      if (state === 'scheduled') this.queue.remove(message);
      return { naive: state === 'scheduled', real: await real.cancel(sequenceNumber) };
    }
    const isThere = state === 'deferred' && lockedUntil === undefined;
    if (isThere) return this.#take(message, () => real.takeDeferred(sequenceNumber));
    return { naive: false, real: await real.takeDeferred(sequenceNumber) };
  }

  async #settle(
    kind: 'complete' | 'abandon' | 'defer' | 'deadLetter' | 'renew',
    pick: number,
    real: QueueUnderTest,
  ) {
    const index = pick % Math.max(1, this.#taken.length);
    const taken = this.#taken[index];
    if (taken === undefined) return undefined;
    const { message, lock } = taken;
    const isHeld =
      this.#locks.get(message) === lock &&
      message.lockedUntil !== undefined &&
      this.queue.messages.includes(message);
    if (isHeld) this.#change(kind, message);
    return { naive: isHeld, real: await real.settle(kind, index) };
  }

  #change(kind: 'complete' | 'abandon' | 'defer' | 'deadLetter' | 'renew', message: NaiveMessage): void {
    if (kind === 'complete') this.queue.remove(message);
    else if (kind === 'abandon') this.queue.abandon(message);
    else if (kind === 'defer') this.queue.defer(message);
    else if (kind === 'deadLetter') this.queue.deadLetter(message);
    else this.queue.lock(message);
  }
}
