import { DuplicateHistory } from './duplicate-history.ts';
import type { IncomingMessage, StoredMessage } from './message.ts';
import type { StoreCounts } from './message-store.ts';
import { type DeadLetterReason, type QueueContext, QueueCore } from './queue-core.ts';
import { QueueSessions } from './queue-sessions.ts';
import { QueueSettlements } from './queue-settlements.ts';
import { messageNotFound, notScheduled, sessionLockLost } from './refusal.ts';
import { refuseUnfit } from './refuse-unfit.ts';
import type { Session, SessionLock } from './session-table.ts';
import { scheduledMessage, storedMessage } from './stored-message.ts';

/** How a message is taken: locked until it is settled, or removed at once. */
export type TakeMode = 'peekLock' | 'receiveAndDelete';

/**
 * One queue, one subscription or one dead-letter queue: a state machine that knows no clock and no socket.
 * Every operation takes the current time and first does what has fallen due by then.
 */
export class MessageQueue {
  readonly sessions: QueueSessions;
  readonly settlements: QueueSettlements;
  readonly #core: QueueCore;
  readonly #duplicates: DuplicateHistory | undefined;

  constructor(context: QueueContext) {
    this.#core = new QueueCore(context);
    this.sessions = new QueueSessions(this.#core);
    this.settlements = new QueueSettlements(this.#core);
    const { duplicateWindow } = context.settings;
    this.#duplicates = duplicateWindow === undefined ? undefined : new DuplicateHistory(duplicateWindow);
  }

  get context(): QueueContext {
    return this.#core.context;
  }

  /** True for a queue whose messages cannot be dead-lettered again. */
  get isDeadLetter(): boolean {
    return this.context.deadLetter === undefined;
  }

  get counts(): StoreCounts {
    return this.#core.store.counts;
  }

  get hasAvailable(): boolean {
    return this.#core.availableIn(undefined).size > 0;
  }

  /** When `advance` has something to do next, in epoch milliseconds. */
  get nextDeadline(): number | undefined {
    return this.#core.deadlines.next;
  }

  advance(now: number): void {
    this.#core.deadlines.run(now);
  }

  /** Refuses messages that may not enter, without letting any of them in. */
  check(messages: readonly IncomingMessage[]): void {
    refuseUnfit(messages, this.context, this.counts.bytes);
  }

  /** Lets a checked message in, unless it is a duplicate, and tells its sequence number. */
  enqueue(incoming: IncomingMessage, now: number): number {
    this.advance(now);
    const sequenceNumber = this.context.sequenceNumbers.next();
    const message = this.#store(incoming, sequenceNumber, now);
    if (this.#duplicates?.isRepeated(incoming.messageId, now) === true) {
      this.#core.record('duplicate-dropped', message, now);
      return sequenceNumber;
    }
    this.#core.add(message, now);
    this.#core.record(message.state === 'scheduled' ? 'scheduled' : 'enqueued', message, now);
    if (message.state === 'scheduled') this.#schedule(message, incoming);
    return sequenceNumber;
  }

  /** Takes over a message that died in another queue; it keeps its sequence number. */
  addDeadLetter(message: StoredMessage, why: DeadLetterReason, source: string, now: number): void {
    const modified = new Map(message.modified);
    if (why.reason !== undefined) modified.set('DeadLetterReason', why.reason);
    if (why.description !== undefined) modified.set('DeadLetterErrorDescription', why.description);
    const expiresAt = Number.POSITIVE_INFINITY;
    const fresh = {
      state: 'active',
      deliveryCount: message.deliveryCount,
      lock: undefined,
      deadline: undefined,
    } as const;
    const dead: StoredMessage = { ...message, ...fresh, modified, expiresAt, deadLetterSource: source };
    this.#core.add(dead, now);
    this.#core.record('enqueued', dead, now);
  }

  /** Takes back a message that was in the queue before a restart. */
  restore(message: StoredMessage): void {
    this.#core.restore(message);
    if (message.state === 'scheduled') this.#schedule(message, scheduledMessage(message));
  }

  /** Cancels scheduled messages: all of them, or none when one is not scheduled. */
  cancelScheduled(sequenceNumbers: readonly number[], now: number): void {
    this.advance(now);
    const messages = sequenceNumbers.map((sequenceNumber) => {
      const message = this.#core.store.get(sequenceNumber);
      if (message?.state !== 'scheduled') throw notScheduled(sequenceNumber);
      return message;
    });
    for (const message of messages) {
      this.#core.remove(message);
      this.#core.record('cancelled', message, now);
    }
  }

  /** The next free message, of the session whose lock is given; undefined when there is none. */
  take(mode: TakeMode, now: number, lock?: SessionLock): StoredMessage | undefined {
    this.advance(now);
    const session = lock === undefined ? undefined : this.#sessionOf(lock);
    const message = this.#core.availableIn(session).first();
    if (message !== undefined) this.#deliver(message, mode, now, lock);
    return message;
  }

  /** Deferred messages by number: all of them, or none when one is not there. */
  takeDeferred(
    sequenceNumbers: readonly number[],
    mode: TakeMode,
    now: number,
    sessionId?: string,
  ): StoredMessage[] {
    this.advance(now);
    const lock = this.#core.hasSessions ? this.sessions.held(sessionId ?? '').lock : undefined;
    const messages = sequenceNumbers.map((sequenceNumber) => {
      const message = this.#core.store.get(sequenceNumber);
      const isTakeable = message?.state === 'deferred' && message.lock === undefined;
      const isOfSession = lock === undefined || message?.sessionId === lock.sessionId;
      if (message === undefined || !isTakeable || !isOfSession) throw messageNotFound();
      return message;
    });
    for (const message of messages) this.#deliver(message, mode, now, lock);
    return messages;
  }

  /** Messages of every state from a sequence number on, locked ones included, of one session or of all. */
  peek(fromSequenceNumber: number, count: number, now: number, sessionId?: string): StoredMessage[] {
    this.advance(now);
    const ofSession = this.#core.hasSessions && sessionId !== undefined;
    const all = ofSession ? this.#core.sessions.find(sessionId)?.all : this.#core.store;
    const peeked: StoredMessage[] = [];
    for (const message of all?.from(fromSequenceNumber) ?? []) {
      if (peeked.length >= count) break;
      peeked.push(message);
    }
    return peeked;
  }

  /** Deletes the oldest free messages that came before a time and tells how many they were. */
  deleteBatch(count: number, before: number, now: number, sessionId?: string): number {
    this.advance(now);
    const session = this.#core.hasSessions ? this.sessions.held(sessionId ?? '').session : undefined;
    const available = this.#core.availableIn(session);
    for (let deleted = 0; deleted < count; deleted += 1) {
      const first = available.first();
      if (first === undefined || first.enqueuedTime >= before) return deleted;
      this.#core.remove(first);
      this.#core.record('deleted', first, now);
    }
    return count;
  }

  #store(incoming: IncomingMessage, sequenceNumber: number, now: number): StoredMessage {
    return storedMessage(incoming, sequenceNumber, this.context.settings.defaultTimeToLive, now);
  }

  /**
   * When its time comes, a scheduled message enters as if it had just been sent, under a new sequence number.
   */
  #schedule(message: StoredMessage, incoming: IncomingMessage): void {
    message.deadline = this.#core.deadlines.add(incoming.scheduledEnqueueTime ?? 0, (now) => {
      this.#core.remove(message);
      const due = { ...incoming, wasScheduled: true };
      const active = this.#store(due, this.context.sequenceNumbers.next(), now);
      this.#core.add(active, now);
      this.#core.record('enqueued', active, now);
    });
  }

  #sessionOf(lock: SessionLock): Session {
    const held = this.sessions.held(lock.sessionId);
    if (held.lock !== lock) throw sessionLockLost(lock.sessionId);
    return held.session;
  }

  #deliver(message: StoredMessage, mode: TakeMode, now: number, lock: SessionLock | undefined): void {
    if (mode === 'receiveAndDelete') this.#core.remove(message);
    else this.#core.lock(message, lock?.until ?? now + this.context.settings.lockDuration);
    this.#core.record('delivered', message, now);
  }
}
