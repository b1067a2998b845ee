import { DAY } from './day-topology.ts';
import type { NaiveEntities } from './naive-entities.ts';
import { dayEntity, LISTS, type NaiveList, type NaiveMessage } from './naive-state.ts';

/** Something that falls due. */
export interface Due {
  readonly at: number;
  readonly turn: number;
  readonly happens: () => void;
}

/** The moves that time makes. */
interface MovedByTime extends Pick<NaiveEntities, 'entity'> {
  freeSession(path: string, id: string, isCounted: boolean): void;
  activate(path: string, isTopic: boolean, message: NaiveMessage): void;
  expire(path: string, message: NaiveMessage): void;
  release(path: string, list: NaiveList, message: NaiveMessage, isCounted: boolean): void;
}

/** Everything that falls due at one time or another. */
export function* allDue(naive: MovedByTime): Generator<Due> {
  for (const { path, kind } of DAY) {
    const entity = naive.entity(path);
    for (const [id, { lockedUntil }] of Object.entries(entity.sessions))
      if (lockedUntil !== undefined)
        yield { at: lockedUntil, turn: 0, happens: () => naive.freeSession(path, id, true) };
    for (const list of LISTS)
      for (const message of entity[list]) {
        const { turn } = message;
        if (message.state === 'scheduled')
          yield {
            at: message.dueAt ?? 0,
            turn,
            happens: () => naive.activate(path, kind === 'topic', message),
          };
        else if (message.lock === undefined)
          yield { at: message.expiresAt, turn, happens: () => naive.expire(path, message) };
        else if (list !== 'main' || !dayEntity(path).settings.requiresSession)
          yield { at: message.lock.until, turn, happens: () => naive.release(path, list, message, true) };
      }
  }
}
