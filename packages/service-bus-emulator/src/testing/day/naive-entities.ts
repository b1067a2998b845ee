import { RESERVED_AT_ONCE } from '../../semantics/sequence-numbers.ts';
import { DAY } from './day-topology.ts';
import {
  dayEntity,
  LISTS,
  type NaiveEntity,
  type NaiveList,
  type NaiveMessage,
  type NaiveSession,
  type NaiveState,
} from './naive-state.ts';

/** The lists of all entities, and the moves inside one of them. */
export class NaiveEntities {
  readonly state: NaiveState;

  constructor(state: NaiveState) {
    this.state = state;
  }

  entity(path: string): NaiveEntity {
    const entity = this.state.entities[path];
    if (entity === undefined) throw new TypeError(`There is no ${path}.`);
    return entity;
  }

  session(path: string, id: string): NaiveSession {
    const { sessions } = this.entity(path);
    const fresh = { lockedUntil: undefined, state: undefined, readySince: undefined };
    const session = sessions[id] ?? fresh;
    sessions[id] = session;
    return session;
  }

  lock(path: string, list: NaiveList, message: NaiveMessage): void {
    const { settings } = dayEntity(path);
    const session = list === 'main' && settings.requiresSession ? message.sessionId : undefined;
    const until =
      (session === undefined ? undefined : this.session(path, session).lockedUntil) ??
      this.state.now + settings.lockDuration;
    message.lock = { until, order: this.nextTurn(), token: '' };
    this.noteReady(path, message.sessionId);
  }

  remove(path: string, list: NaiveList, message: NaiveMessage): void {
    const messages = this.entity(path)[list];
    messages.splice(messages.indexOf(message), 1);
    this.noteReady(path, message.sessionId);
  }

  /** To be called when a message begins to wait for its expiry. */
  waitAnew(message: NaiveMessage): void {
    message.turn = this.nextTurn();
  }

  /** To be called whenever a session may have become ready for a receiver, or not any more. */
  noteReady(path: string, id: string | undefined): void {
    if (id === undefined || !dayEntity(path).settings.requiresSession) return;
    const session = this.session(path, id);
    const isReady =
      session.lockedUntil === undefined &&
      this.entity(path).main.some(
        ({ sessionId, state, lock }) => sessionId === id && state === 'active' && lock === undefined,
      );
    if (!isReady) session.readySince = undefined;
    else session.readySince ??= this.nextTurn();
  }

  nextTurn(): number {
    this.state.turn += 1;
    return this.state.turn;
  }

  nextNumber(entity: NaiveEntity): number {
    entity.lastNumber += 1;
    if (entity.lastNumber > entity.reserved) entity.reserved = entity.lastNumber + RESERVED_AT_ONCE - 1;
    return entity.lastNumber;
  }

  /** Forgets with the process: locks end uncounted, seen ids are gone, numbers jump. */
  loseMemory(): void {
    for (const { path } of DAY) {
      const entity = this.entity(path);
      entity.lastNumber = entity.reserved;
      for (const id of Object.keys(entity.seen)) delete entity.seen[id];
      for (const list of LISTS)
        for (const message of entity[list].sort((a, b) => a.number - b.number)) {
          message.lock = undefined;
          message.turn = this.nextTurn();
        }
      for (const session of Object.values(entity.sessions)) {
        session.lockedUntil = undefined;
        session.readySince = undefined;
      }
      const active = entity.main.filter((message) => message.state === 'active');
      for (const message of active.sort((a, b) => a.number - b.number))
        this.noteReady(path, message.sessionId);
    }
  }
}
