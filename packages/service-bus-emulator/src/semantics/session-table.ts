import type { Deadline, StoredMessage } from './message.ts';
import { SortedBySequence } from './sorted-by-sequence.ts';

/** One receiver's hold on a session. The same object is needed to renew or release it. */
export interface SessionLock {
  readonly sessionId: string;
  /** Epoch milliseconds. */
  until: number;
  /** Called once when the lock runs out; not when it is released. */
  readonly onLost: (lock: SessionLock) => void;
  deadline: Deadline | undefined;
}

/** The messages, the state and the lock of one session. */
export interface Session {
  readonly id: string;
  readonly all: SortedBySequence<StoredMessage>;
  readonly available: SortedBySequence<StoredMessage>;
  readonly locked: Set<StoredMessage>;
  state: Uint8Array | undefined;
  stateUpdatedAt: number | undefined;
  lock: SessionLock | undefined;
}

/** The sessions of one queue. A session exists as long as it has messages, a state or a lock. */
export class SessionTable {
  readonly #sessions = new Map<string, Session>();
  readonly #ready = new Set<Session>();

  find(id: string): Session | undefined {
    return this.#sessions.get(id);
  }

  ensure(id: string): Session {
    const found = this.#sessions.get(id);
    if (found !== undefined) return found;
    const session: Session = {
      id,
      all: new SortedBySequence(),
      available: new SortedBySequence(),
      locked: new Set(),
      state: undefined,
      stateUpdatedAt: undefined,
      lock: undefined,
    };
    this.#sessions.set(id, session);
    return session;
  }

  /** The session that has waited longest for a receiver, if one has messages and no lock. */
  nextReady(): Session | undefined {
    for (const session of this.#ready) return session;
    return undefined;
  }

  /**
   * To be called after every change of a session: keeps the ready ones in order and forgets the empty ones.
   */
  changed(session: Session): void {
    if (session.lock === undefined && session.available.size > 0) this.#ready.add(session);
    else this.#ready.delete(session);
    const isEmpty = session.all.size === 0 && session.state === undefined && session.lock === undefined;
    if (isEmpty) this.#sessions.delete(session.id);
  }

  all(): Iterable<Session> {
    return this.#sessions.values();
  }
}
