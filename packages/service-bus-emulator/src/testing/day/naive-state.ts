import type { DayMessage } from './day-operation.ts';
import { DAY, type DayEntity } from './day-topology.ts';
import type { DayProperties } from './naive-rules.ts';

/** A message on its way into an entity. */
export interface NaiveIncoming extends Pick<DayMessage, 'id' | 'sessionId' | 'timeToLive' | 'dueAt'> {
  readonly properties: DayProperties;
  readonly wasScheduled: boolean;
  readonly hops: number;
  readonly source: string | undefined;
  /** Undefined for a message that no entity has sent on. */
  readonly firstNumber: number | undefined;
  readonly reason: string | undefined;
  readonly tried: string | undefined;
}

export interface NaiveMessage extends NaiveIncoming {
  number: number;
  state: 'active' | 'deferred' | 'scheduled';
  deliveryCount: number;
  lock: { until: number; readonly order: number; token: string } | undefined;
  expiresAt: number;
  /** Its turn among those that fall due at once: since when it has waited. */
  turn: number;
}

export interface NaiveSession {
  lockedUntil: number | undefined;
  state: string | undefined;
  /** Its turn among those that have messages and no lock. */
  readySince: number | undefined;
}

/** One entity; a topic has only what is scheduled, a queue three lists of messages. */
export interface NaiveEntity {
  readonly main: NaiveMessage[];
  readonly dead: NaiveMessage[];
  readonly transferDead: NaiveMessage[];
  readonly sessions: Record<string, NaiveSession>;
  readonly rules: string[];
  readonly seen: Record<string, number>;
  status: 'Active' | 'SendDisabled';
  lastNumber: number;
  reserved: number;
}

export type NaiveList = 'main' | 'dead' | 'transferDead';

export const LISTS: readonly NaiveList[] = ['main', 'dead', 'transferDead'];

/** Everything that the naive namespace knows; plain data, to be copied before something doubtful. */
export interface NaiveState {
  now: number;
  turn: number;
  readonly entities: Record<string, NaiveEntity>;
}

export function emptyState(now: number): NaiveState {
  const entities = Object.fromEntries(DAY.map(({ path }) => [path, emptyEntity()]));
  return { now, turn: 0, entities };
}

function emptyEntity(): NaiveEntity {
  return {
    main: [],
    dead: [],
    transferDead: [],
    sessions: {},
    rules: ['$Default'],
    seen: {},
    status: 'Active',
    lastNumber: 0,
    reserved: 0,
  };
}

/** The entity of the topology at a path. */
export function dayEntity(path: string): DayEntity {
  const entity = DAY.find((each) => each.path === path);
  if (entity === undefined) throw new TypeError(`There is no ${path}.`);
  return entity;
}

/** The parts of a path: the entity's, and which of its lists. */
export function naivePath(address: string): { readonly path: string; readonly list: NaiveList } {
  if (address.endsWith('/$Transfer/$DeadLetterQueue'))
    return { path: address.slice(0, -'/$Transfer/$DeadLetterQueue'.length), list: 'transferDead' };
  if (address.endsWith('/$DeadLetterQueue'))
    return { path: address.slice(0, -'/$DeadLetterQueue'.length), list: 'dead' };
  return { path: address, list: 'main' };
}

/** Everything that can be seen from outside, as text; the same as the emulator's. */
export function visibleState({ entities }: NaiveState): string {
  return Object.entries(entities)
    .map(([path, entity]) => {
      const { kind } = dayEntity(path);
      const rules = kind === 'subscription' ? entity.rules.toSorted(byLowerCase) : [];
      const head = [path, entity.status, ...rules].join(' ');
      if (kind === 'topic') return `${head} ${entity.main.length}`;
      const lists = LISTS.map((list) =>
        [...entity[list]].sort((a, b) => a.number - b.number).map(visibleMessage),
      );
      return `${head} ${JSON.stringify(lists)}`;
    })
    .join('\n');
}

function byLowerCase(a: string, b: string): number {
  return a.toLowerCase() < b.toLowerCase() ? -1 : 1;
}

function visibleMessage(message: NaiveMessage): unknown[] {
  const { colour, size, stamp } = message.properties;
  return [
    message.number,
    message.firstNumber ?? message.number,
    message.id,
    message.sessionId ?? null,
    message.state,
    message.deliveryCount,
    message.lock?.until ?? null,
    Number.isFinite(message.expiresAt) ? message.expiresAt : null,
    message.wasScheduled,
    message.source ?? null,
    [colour, size, stamp].map((value) => String(value ?? '')),
    message.reason ?? null,
    message.tried ?? null,
  ];
}
