import type { ModifiedProperties, StoredMessage } from './message.ts';
import { type DeadLetterReason, modify, type QueueCore } from './queue-core.ts';
import { messageLockLost, Refusal, sessionLockLost } from './refusal.ts';

/** Operations of a receiver on a message that it has locked. Everything is refused once the lock is gone. */
export class QueueSettlements {
  readonly #core: QueueCore;

  constructor(core: QueueCore) {
    this.#core = core;
  }

  complete(token: string, now: number): void {
    const message = this.#locked(token, now);
    this.#core.remove(message);
    this.#core.record('completed', message, now);
  }

  abandon(token: string, modified: ModifiedProperties, now: number): void {
    const message = this.#locked(token, now);
    modify(message, modified);
    this.#core.release(message, now, true);
    this.#core.record('abandoned', message, now);
  }

  /** Sets a message aside; it is only found by its sequence number from now on. */
  defer(token: string, modified: ModifiedProperties, now: number): void {
    const message = this.#locked(token, now);
    modify(message, modified);
    this.#core.unlock(message);
    this.#core.store.setState(message, 'deferred');
    if (this.#core.context.deadLetter !== undefined) message.deliveryCount += 1;
    this.#core.context.journal.putMessage(this.#core.context.path, message);
    this.#core.makeAvailable(message);
    this.#core.record('deferred', message, now);
  }

  deadLetter(token: string, why: DeadLetterReason, modified: ModifiedProperties, now: number): void {
    const message = this.#locked(token, now);
    if (this.#core.context.deadLetter === undefined) {
      this.#core.release(message, now, false);
      throw new Refusal(
        'amqp:not-allowed',
        'A message in a dead-letter queue cannot be dead-lettered again.',
      );
    }
    modify(message, modified);
    this.#core.deadLetter(message, why, now);
  }

  /** Extends a lock by the lock duration and tells until when, in epoch milliseconds. */
  renew(token: string, now: number): number {
    const message = this.#locked(token, now);
    const until = now + this.#core.context.settings.lockDuration;
    this.#core.extendLock(message, until);
    this.#core.record('lock-renewed', message, now);
    return until;
  }

  #locked(token: string, now: number): StoredMessage {
    this.#core.deadlines.run(now);
    const message = this.#core.locks.get(token);
    if (message !== undefined) return message;
    throw this.#core.hasSessions ? sessionLockLost('') : messageLockLost();
  }
}
