import type { QueueCore } from './queue-core.ts';
import { sessionCannotBeLocked, sessionLockLost } from './refusal.ts';
import type { Session, SessionLock } from './session-table.ts';

/** The sessions of one queue: one receiver at a time holds one, with all its messages and its state. */
export class QueueSessions {
  readonly #core: QueueCore;

  constructor(core: QueueCore) {
    this.#core = core;
  }

  /**
   * Locks a session: the named one, which need not have messages, or with no name the one that has waited
   * longest. Undefined when no session is ready; refused when the named one is locked.
   */
  accept(sessionId: string | undefined, now: number, onLost: SessionLock['onLost']): SessionLock | undefined {
    this.#core.deadlines.run(now);
    const { sessions } = this.#core;
    const session = sessionId === undefined ? sessions.nextReady() : sessions.ensure(sessionId);
    if (session === undefined) return undefined;
    if (session.lock !== undefined) throw sessionCannotBeLocked(session.id);
    const lock: SessionLock = { sessionId: session.id, until: 0, onLost, deadline: undefined };
    session.lock = lock;
    this.#extend(session, lock, now);
    sessions.changed(session);
    return lock;
  }

  /** Gives a session back. Its locked messages are free at once and are not counted as delivered. */
  release(lock: SessionLock, now: number): void {
    this.#core.deadlines.run(now);
    const session = this.#core.sessions.find(lock.sessionId);
    if (session?.lock === lock) this.#free(session, now, false);
  }

  /** Extends a session's lock and tells until when, in epoch milliseconds. */
  renew(sessionId: string, now: number): number {
    this.#core.deadlines.run(now);
    const { session, lock } = this.held(sessionId);
    return this.#extend(session, lock, now);
  }

  getState(sessionId: string, now: number): Uint8Array | undefined {
    this.#core.deadlines.run(now);
    return this.held(sessionId).session.state;
  }

  setState(sessionId: string, state: Uint8Array | undefined, now: number): void {
    this.#core.deadlines.run(now);
    const { session } = this.held(sessionId);
    session.state = state;
    session.stateUpdatedAt = now;
    this.#core.context.journal.putSessionState(this.#core.context.path, sessionId, state);
  }

  /** Gives a session the state that it had before a restart. */
  restoreState(sessionId: string, state: Uint8Array, now: number): void {
    const session = this.#core.sessions.ensure(sessionId);
    session.state = state;
    session.stateUpdatedAt = now;
  }

  /** The names of the sessions with messages; or, given a time, of those whose state was set after it. */
  list(updatedAfter: number | undefined, skip: number, top: number, now: number): string[] {
    this.#core.deadlines.run(now);
    const ids: string[] = [];
    for (const session of this.#core.sessions.all()) {
      const isListed =
        updatedAfter === undefined ? session.all.size > 0 : (session.stateUpdatedAt ?? 0) > updatedAfter;
      if (isListed) ids.push(session.id);
      if (ids.length >= skip + top) break;
    }
    return ids.slice(skip);
  }

  /** The session and its lock; refused when nobody holds it. */
  held(sessionId: string): { readonly session: Session; readonly lock: SessionLock } {
    const session = this.#core.sessions.find(sessionId);
    if (session?.lock === undefined) throw sessionLockLost(sessionId);
    return { session, lock: session.lock };
  }

  #extend(session: Session, lock: SessionLock, now: number): number {
    this.#core.deadlines.cancel(lock.deadline);
    lock.until = now + this.#core.context.settings.lockDuration;
    for (const message of session.locked) this.#core.extendLock(message, lock.until);
    lock.deadline = this.#core.deadlines.add(lock.until, (at) => {
      this.#free(session, at, true);
      lock.onLost(lock);
    });
    return lock.until;
  }

  #free(session: Session, now: number, isCounted: boolean): void {
    this.#core.deadlines.cancel(session.lock?.deadline);
    session.lock = undefined;
    for (const message of [...session.locked]) this.#core.release(message, now, isCounted);
    this.#core.sessions.changed(session);
    if (session.available.size > 0) this.#core.context.onAvailable();
  }
}
