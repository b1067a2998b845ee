import { DuplicateHistory } from './duplicate-history.ts';
import type { IncomingMessage, ModifiedProperties, StoredMessage } from './message.ts';
import type { StoreCounts } from './message-store.ts';
import { type DeadLetterReason, modify, type QueueContext, QueueCore } from './queue-core.ts';
import { QueueSessions } from './queue-sessions.ts';
import { messageLockLost, messageNotFound, Refusal, sessionLockLost } from './refusal.ts';
import { refuseUnfit } from './refuse-unfit.ts';
import type { Session, SessionLock } from './session-table.ts';

/** How a message is taken: locked until it is settled, or removed at once. */
export type TakeMode = 'peekLock' | 'receiveAndDelete';

/**
 * One queue, one subscription or one dead-letter queue: a state machine that knows no clock and no socket.
 * Every operation takes the current time and first does what has fallen due by then.
 */
export class MessageQueue {
  readonly sessions: QueueSessions;
  readonly #core: QueueCore;
  readonly #duplicates: DuplicateHistory | undefined;

  constructor(context: QueueContext) {
    this.#core = new QueueCore(context);
    this.sessions = new QueueSessions(this.#core);
    const { duplicateWindow } = context.settings;
    this.#duplicates = duplicateWindow === undefined ? undefined : new DuplicateHistory(duplicateWindow);
  }

  get context(): QueueContext {
    return this.#core.context;
  }

  /** True for a queue whose messages cannot be dead-lettered again. */
  get isDeadLetter(): boolean {
    return this.context.bury === undefined;
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

  /** Does what has fallen due: locks, expiries, schedules. */
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
    const sequenceNumber = this.context.nextSequenceNumber();
    if (this.#duplicates?.isRepeated(incoming.messageId, now) === true) return sequenceNumber;
    const message = this.#stored(incoming, sequenceNumber, now);
    this.#core.admit(message);
    if (message.state === 'scheduled') this.#schedule(message, incoming);
    return sequenceNumber;
  }

  /** Takes over a message that died in another queue; it keeps its sequence number. */
  admitDead(message: StoredMessage, why: DeadLetterReason, source: string): void {
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
    this.#core.admit({ ...message, ...fresh, modified, expiresAt, deadLetterSource: source });
  }

  /** Cancels scheduled messages: all of them, or none when one is not scheduled. */
  cancelScheduled(sequenceNumbers: readonly number[], now: number): void {
    this.advance(now);
    const messages = sequenceNumbers.map((sequenceNumber) => {
      const message = this.#core.store.get(sequenceNumber);
      if (message?.state !== 'scheduled') throw messageNotFound(sequenceNumber);
      return message;
    });
    for (const message of messages) this.#core.remove(message);
  }

  /** The next free message, of the session whose lock is given; undefined when there is none. */
  take(mode: TakeMode, now: number, lock?: SessionLock): StoredMessage | undefined {
    this.advance(now);
    const session = lock === undefined ? undefined : this.#sessionOf(lock);
    const message = this.#core.availableIn(session).first();
    if (message !== undefined) this.#hand(message, mode, now, lock);
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
      if (message === undefined || !isTakeable || !isOfSession) throw messageNotFound(sequenceNumber);
      return message;
    });
    for (const message of messages) this.#hand(message, mode, now, lock);
    return messages;
  }

  complete(token: string, now: number): void {
    this.#core.remove(this.#locked(token, now));
  }

  abandon(token: string, modified: ModifiedProperties, now: number): void {
    const message = this.#locked(token, now);
    modify(message, modified);
    this.#core.release(message, now, true);
  }

  /** Sets a message aside; it is only found by its sequence number from now on. */
  defer(token: string, modified: ModifiedProperties, now: number): void {
    const message = this.#locked(token, now);
    modify(message, modified);
    this.#core.unlock(message);
    this.#core.store.setState(message, 'deferred');
    if (this.context.bury !== undefined) message.deliveryCount += 1;
    this.#core.rest(message);
  }

  deadLetter(token: string, why: DeadLetterReason, modified: ModifiedProperties, now: number): void {
    const message = this.#locked(token, now);
    if (this.context.bury === undefined) {
      this.#core.release(message, now, false);
      throw new Refusal(
        'amqp:not-allowed',
        'A message in a dead-letter queue cannot be dead-lettered again.',
      );
    }
    modify(message, modified);
    this.#core.bury(message, why, now);
  }

  /** Extends a lock by the lock duration and tells until when, in epoch milliseconds. */
  renew(token: string, now: number): number {
    const message = this.#locked(token, now);
    const until = now + this.context.settings.lockDuration;
    this.#core.extendLock(message, until);
    return until;
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
    }
    return count;
  }

  #stored(incoming: IncomingMessage, sequenceNumber: number, now: number): StoredMessage {
    const { content, messageId, sessionId, scheduledEnqueueTime } = incoming;
    const isScheduled = scheduledEnqueueTime !== undefined && scheduledEnqueueTime > now;
    const { defaultTimeToLive } = this.context.settings;
    const timeToLive = Math.min(incoming.timeToLive ?? Number.POSITIVE_INFINITY, defaultTimeToLive);
    return {
      content,
      messageId,
      sessionId,
      sequenceNumber,
      enqueuedSequenceNumber: sequenceNumber,
      enqueuedTime: now,
      expiresAt: now + timeToLive,
      timeToLive: timeToLive === Number.POSITIVE_INFINITY ? undefined : timeToLive,
      scheduledEnqueueTime,
      deadLetterSource: undefined,
      modified: new Map(),
      state: isScheduled ? 'scheduled' : 'active',
      deliveryCount: 0,
      lock: undefined,
      deadline: undefined,
    };
  }

  /** When its time comes, a scheduled message enters as if it had just been sent, under a new sequence number. */
  #schedule(message: StoredMessage, incoming: IncomingMessage): void {
    message.deadline = this.#core.deadlines.add(incoming.scheduledEnqueueTime ?? 0, (now) => {
      this.#core.remove(message);
      this.#core.admit(this.#stored(incoming, this.context.nextSequenceNumber(), now));
    });
  }

  #sessionOf(lock: SessionLock): Session {
    const held = this.sessions.held(lock.sessionId);
    if (held.lock !== lock) throw sessionLockLost(lock.sessionId);
    return held.session;
  }

  #hand(message: StoredMessage, mode: TakeMode, now: number, lock: SessionLock | undefined): void {
    if (mode === 'receiveAndDelete') this.#core.remove(message);
    else this.#core.lock(message, lock?.until ?? now + this.context.settings.lockDuration);
  }

  #locked(token: string, now: number): StoredMessage {
    this.advance(now);
    const message = this.#core.locks.get(token);
    if (message !== undefined) return message;
    throw this.#core.hasSessions ? sessionLockLost('') : messageLockLost();
  }
}
