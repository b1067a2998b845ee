import { Deadlines } from './deadlines.ts';
import { DuplicateHistory } from './duplicate-history.ts';
import type { Journal } from './journal.ts';
import type { Deadline, IncomingMessage } from './message.ts';
import type { QueueSettings } from './queue-settings.ts';
import { notScheduled } from './refusal.ts';
import { refuseUnfit, refuseWithoutSession } from './refuse-unfit.ts';
import { SequenceNumbers } from './sequence-numbers.ts';
import type { Subscription } from './subscription.ts';

/** A topic: it holds what is scheduled, and gives every other message to the subscriptions that want it. */
export class Topic {
  readonly path: string;
  settings: QueueSettings;
  readonly subscriptions = new Map<string, Subscription>();
  readonly #deadlines = new Deadlines();
  readonly #scheduled = new Map<number, Deadline | undefined>();
  readonly #duplicates: DuplicateHistory | undefined;
  readonly #journal: Journal;
  readonly sequenceNumbers: SequenceNumbers;

  constructor(path: string, settings: QueueSettings, journal: Journal) {
    this.path = path;
    this.#journal = journal;
    this.sequenceNumbers = new SequenceNumbers(path, journal);
    this.settings = settings;
    const { duplicateWindow } = settings;
    this.#duplicates = duplicateWindow === undefined ? undefined : new DuplicateHistory(duplicateWindow);
  }

  get nextDeadline(): number | undefined {
    return this.#deadlines.next;
  }

  get scheduledMessageCount(): number {
    return this.#scheduled.size;
  }

  advance(now: number): void {
    this.#deadlines.run(now);
  }

  /**
   * Refuses messages that may not enter the topic without letting any in; limits of size are the topic's
   * alone.
   */
  check(messages: readonly IncomingMessage[]): void {
    const held = [...this.subscriptions.values()].reduce((sum, { counts }) => sum + counts.sizeInBytes, 0);
    refuseUnfit(messages, this, held);
    const subscriptions = [...this.subscriptions.values()];
    if (subscriptions.some(({ settings }) => settings.requiresSession))
      messages.forEach(refuseWithoutSession);
  }

  /** Lets a checked message in, unless it is a duplicate, and tells its sequence number. */
  enqueue(message: IncomingMessage, now: number): number {
    this.advance(now);
    const sequenceNumber = this.sequenceNumbers.next();
    if (this.#duplicates?.isRepeated(message.messageId, now) === true) return sequenceNumber;
    const dueAt = message.scheduledEnqueueTime ?? 0;
    if (dueAt <= now) {
      this.#publish(message, now);
      return sequenceNumber;
    }
    this.#journal.putScheduled(this.path, sequenceNumber, message);
    this.schedule(sequenceNumber, message);
    return sequenceNumber;
  }

  /** Holds a message back until it is due. */
  schedule(sequenceNumber: number, message: IncomingMessage): void {
    const due = (at: number): void => {
      this.#forget(sequenceNumber);
      this.#publish({ ...message, wasScheduled: true }, at);
    };
    this.#scheduled.set(sequenceNumber, this.#deadlines.add(message.scheduledEnqueueTime ?? 0, due));
  }

  #forget(sequenceNumber: number): void {
    this.#scheduled.delete(sequenceNumber);
    this.#journal.removeMessage(this.path, sequenceNumber);
  }

  cancelScheduled(sequenceNumbers: readonly number[], now: number): void {
    this.advance(now);
    for (const sequenceNumber of sequenceNumbers) {
      if (!this.#scheduled.has(sequenceNumber)) throw notScheduled(sequenceNumber);
    }
    for (const sequenceNumber of sequenceNumbers) {
      this.#deadlines.cancel(this.#scheduled.get(sequenceNumber));
      this.#forget(sequenceNumber);
    }
  }

  /** A message lives no longer than the topic allows, nor than the subscription does. */
  #publish(message: IncomingMessage, now: number): void {
    const timeToLive = Math.min(
      message.timeToLive ?? Number.POSITIVE_INFINITY,
      this.settings.defaultTimeToLive,
    );
    for (const subscription of this.subscriptions.values())
      subscription.offer({ ...message, timeToLive }, now);
  }
}
