import { Deadlines } from './deadlines.ts';
import type { Journal } from './journal.ts';
import type { ModifiedProperties, StoredMessage } from './message.ts';
import { MessageStore } from './message-store.ts';
import type { QueueEvent, QueueEventKind } from './queue-event.ts';
import type { QueueSettings } from './queue-settings.ts';
import type { SequenceNumbers } from './sequence-numbers.ts';
import { type Session, SessionTable } from './session-table.ts';
import { SortedBySequence } from './sorted-by-sequence.ts';

/** Why a message is among the dead letters, as its two application properties say it. */
export interface DeadLetterReason {
  readonly reason: string | undefined;
  readonly description: string | undefined;
}

/** Surroundings and hooks of a queue. */
export interface QueueContext {
  /** The entity path, in the spelling it was created with. */
  readonly path: string;
  /** Read anew each time, for they can be changed. */
  readonly settings: QueueSettings;
  readonly newLockToken: () => string;
  readonly sequenceNumbers: SequenceNumbers;
  /** Takes over a dead message; undefined in a dead-letter queue, which has nowhere to send one. */
  readonly deadLetter: ((message: StoredMessage, why: DeadLetterReason, now: number) => void) | undefined;
  readonly journal: Journal;
  /** Sends a message on to another entity and tells whether it did; false where it stays. */
  readonly forward: (message: StoredMessage, now: number) => boolean;
  /** A message, or a session with messages, has become free. */
  readonly onAvailable: () => void;
  readonly onEvent: (event: QueueEvent) => void;
}

/** The moves a message can make inside one queue. Every message is free, locked, deferred or scheduled. */
export class QueueCore {
  readonly context: QueueContext;
  readonly store = new MessageStore();
  readonly deadlines = new Deadlines();
  readonly sessions = new SessionTable();
  readonly locks = new Map<string, StoredMessage>();
  readonly #available = new SortedBySequence<StoredMessage>();

  constructor(context: QueueContext) {
    this.context = context;
  }

  get hasSessions(): boolean {
    return this.context.settings.requiresSession;
  }

  sessionOf(message: StoredMessage): Session | undefined {
    return this.hasSessions ? this.sessions.ensure(message.sessionId ?? '') : undefined;
  }

  availableIn(session: Session | undefined): SortedBySequence<StoredMessage> {
    return session?.available ?? this.#available;
  }

  record(kind: QueueEventKind, message: StoredMessage, now: number): void {
    const { sequenceNumber, messageId, deliveryCount } = message;
    this.context.onEvent({
      kind,
      entity: this.context.path,
      at: now,
      sequenceNumber,
      messageId,
      deliveryCount,
    });
  }

  /** Puts a new message into the queue: to be scheduled, or free at once; or sends it on at once. */
  add(message: StoredMessage, now: number): void {
    if (message.state === 'active' && this.context.forward(message, now)) return;
    this.context.journal.putMessage(this.context.path, message);
    this.restore(message);
  }

  /** Puts a message into the queue that was there before a restart. */
  restore(message: StoredMessage): void {
    this.store.add(message);
    this.sessionOf(message)?.all.add(message);
    if (message.state === 'scheduled') return;
    this.makeAvailable(message);
  }

  /** Makes an unlocked message available: to receivers, or by its sequence number when it is deferred. */
  makeAvailable(message: StoredMessage): void {
    const session = this.sessionOf(message);
    if (message.state === 'active') this.availableIn(session).add(message);
    message.deadline = this.deadlines.add(message.expiresAt, (now) => this.expire(message, now));
    if (session !== undefined) this.sessions.changed(session);
    if (message.state === 'active') this.context.onAvailable();
  }

  /** Locks a resting message. In a session the lock lives as long as the session's. */
  lock(message: StoredMessage, until: number): void {
    const session = this.sessionOf(message);
    if (message.state === 'active') this.availableIn(session).remove(message);
    const token = this.context.newLockToken();
    message.lock = { token, until };
    this.locks.set(token, message);
    session?.locked.add(message);
    this.#watchLock(message, session);
    if (session !== undefined) this.sessions.changed(session);
  }

  extendLock(message: StoredMessage, until: number): void {
    if (message.lock !== undefined) message.lock.until = until;
    this.#watchLock(message, this.sessionOf(message));
  }

  /** Ends a lock and makes the message available again, counted as a delivery or not. */
  release(message: StoredMessage, now: number, isCounted: boolean): void {
    this.unlock(message);
    const { settings, deadLetter } = this.context;
    if (isCounted && deadLetter !== undefined) {
      message.deliveryCount += 1;
      if (message.deliveryCount >= settings.maxDeliveryCount) {
        this.deadLetter(message, tooManyDeliveries(settings.maxDeliveryCount), now);
        return;
      }
    }
    if (message.expiresAt <= now) {
      this.expire(message, now);
      return;
    }
    if (isCounted) this.context.journal.putMessage(this.context.path, message);
    this.makeAvailable(message);
  }

  unlock(message: StoredMessage): void {
    if (message.lock === undefined) return;
    this.locks.delete(message.lock.token);
    message.lock = undefined;
    this.deadlines.cancel(message.deadline);
    this.sessionOf(message)?.locked.delete(message);
  }

  /** Takes a message out of the queue for good. */
  remove(message: StoredMessage): void {
    this.unlock(message);
    this.deadlines.cancel(message.deadline);
    const session = this.sessionOf(message);
    if (message.state === 'active') this.availableIn(session).remove(message);
    this.store.remove(message);
    this.context.journal.removeMessage(this.context.path, message.sequenceNumber);
    if (session === undefined) return;
    session.all.remove(message);
    this.sessions.changed(session);
  }

  deadLetter(message: StoredMessage, why: DeadLetterReason, now: number): void {
    this.remove(message);
    this.record('dead-lettered', message, now);
    this.context.deadLetter?.(message, why, now);
  }

  expire(message: StoredMessage, now: number): void {
    this.record('expired', message, now);
    if (this.context.settings.deadLetteringOnExpiration) this.deadLetter(message, TIME_TO_LIVE_OVER, now);
    else this.remove(message);
  }

  #lockExpired(message: StoredMessage, now: number): void {
    this.release(message, now, true);
    this.record('lock-expired', message, now);
  }

  #watchLock(message: StoredMessage, session: Session | undefined): void {
    this.deadlines.cancel(message.deadline);
    message.deadline =
      session === undefined && message.lock !== undefined
        ? this.deadlines.add(message.lock.until, (now) => this.#lockExpired(message, now))
        : undefined;
  }
}

/** Adds properties to a message, or overwrites them. */
export function modify(message: StoredMessage, modified: ModifiedProperties): void {
  if (modified.size > 0) message.modified = new Map([...message.modified, ...modified]);
}

const TIME_TO_LIVE_OVER: DeadLetterReason = {
  reason: 'TTLExpiredException',
  description: 'The message expired and was dead lettered.',
};

function tooManyDeliveries(maximum: number): DeadLetterReason {
  return {
    reason: 'MaxDeliveryCountExceeded',
    description: `Message could not be consumed after ${maximum} delivery attempts.`,
  };
}
