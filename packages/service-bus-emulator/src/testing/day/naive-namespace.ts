import { DAY, TOPIC } from './day-topology.ts';
import { allDue, type Due } from './naive-due.ts';
import { NaiveEntities } from './naive-entities.ts';
import { NAIVE_RULES } from './naive-rules.ts';
import {
  dayEntity,
  emptyState,
  type NaiveIncoming,
  type NaiveList,
  type NaiveMessage,
  type NaiveState,
} from './naive-state.ts';

const MAX_HOPS = 4;

/**
 * All entities in the plainest way: lists that are searched for everything. What the emulator keeps in heaps
 * and indexes must agree with it.
 */
export class NaiveNamespace extends NaiveEntities {
  constructor(state: NaiveState | number) {
    super(typeof state === 'number' ? emptyState(state) : state);
  }

  copy(): NaiveNamespace {
    return new NaiveNamespace(structuredClone(this.state));
  }

  /** When something falls due next; infinite for never. */
  get nextDue(): number {
    return this.#next()?.at ?? Number.POSITIVE_INFINITY;
  }

  advance(milliseconds: number): void {
    const end = this.state.now + milliseconds;
    for (let due = this.#next(); due !== undefined && due.at <= end; due = this.#next()) {
      this.state.now = Math.max(this.state.now, due.at);
      due.happens();
    }
    this.state.now = end;
  }

  /** The process ends and begins again. */
  crash(): void {
    this.loseMemory();
    this.advance(0);
  }

  /** The condition that messages are refused with; undefined when they may come in. */
  refusal(path: string, messages: readonly { readonly sessionId: string | undefined }[]): string | undefined {
    if (this.entity(path).status === 'SendDisabled') return 'com.microsoft:entity-disabled';
    const needsSession =
      path === TOPIC
        ? DAY.some(({ kind, settings }) => kind === 'subscription' && settings.requiresSession)
        : dayEntity(path).settings.requiresSession;
    const isWithout = messages.some(({ sessionId }) => sessionId === undefined);
    return needsSession && isWithout ? 'amqp:not-allowed' : undefined;
  }

  enqueue(path: string, incoming: NaiveIncoming): number {
    const { state } = this;
    const entity = this.entity(path);
    const { kind, settings } = dayEntity(path);
    const number = this.nextNumber(entity);
    if (settings.duplicateWindow !== undefined) {
      if ((entity.seen[incoming.id] ?? 0) > state.now) return number;
      entity.seen[incoming.id] = state.now + settings.duplicateWindow;
    }
    const isScheduled = (incoming.dueAt ?? 0) > state.now;
    if (kind === 'topic' && !isScheduled) this.#publish(incoming);
    else this.#add(path, 'main', this.#stored(path, incoming, number, isScheduled));
    return number;
  }

  /** Ends a lock, counted as a delivery or not. */
  release(path: string, list: NaiveList, message: NaiveMessage, isCounted: boolean): void {
    const { settings } = dayEntity(path);
    message.lock = undefined;
    this.waitAnew(message);
    if (isCounted && list === 'main') message.deliveryCount += 1;
    if (isCounted && list === 'main' && message.deliveryCount >= settings.maxDeliveryCount)
      this.deadLetter(path, message, 'MaxDeliveryCountExceeded');
    else if (message.expiresAt <= this.state.now) this.expire(path, message);
    this.noteReady(path, message.sessionId);
  }

  freeSession(path: string, id: string, isCounted: boolean): void {
    this.session(path, id).lockedUntil = undefined;
    const locked = this.entity(path).main.filter((each) => each.sessionId === id && each.lock !== undefined);
    for (const message of locked.sort((a, b) => (a.lock?.order ?? 0) - (b.lock?.order ?? 0)))
      this.release(path, 'main', message, isCounted);
    this.noteReady(path, id);
  }

  deadLetter(path: string, message: NaiveMessage, reason: string): void {
    this.remove(path, 'main', message);
    this.#addDead(path, 'dead', message, reason);
  }

  expire(path: string, message: NaiveMessage): void {
    if (dayEntity(path).settings.deadLetteringOnExpiration)
      this.deadLetter(path, message, 'TTLExpiredException');
    else this.remove(path, 'main', message);
  }

  #stored(path: string, incoming: NaiveIncoming, number: number, isScheduled: boolean): NaiveMessage {
    const longest = dayEntity(path).settings.defaultTimeToLive;
    const timeToLive = Math.min(incoming.timeToLive ?? Number.POSITIVE_INFINITY, longest);
    return {
      ...incoming,
      timeToLive,
      number,
      state: isScheduled ? 'scheduled' : 'active',
      wasScheduled: isScheduled || incoming.wasScheduled,
      deliveryCount: 0,
      lock: undefined,
      expiresAt: this.state.now + timeToLive,
      turn: 0,
    };
  }

  #publish(incoming: NaiveIncoming): void {
    const timeToLive = Math.min(
      incoming.timeToLive ?? Number.POSITIVE_INFINITY,
      dayEntity(TOPIC).settings.defaultTimeToLive,
    );
    for (const { kind, path } of DAY) {
      if (kind !== 'subscription') continue;
      const names = this.entity(path).rules.filter((name) => NAIVE_RULES[name]?.takes(incoming.properties));
      const plain = names.filter((name) => NAIVE_RULES[name]?.changes === undefined);
      if (plain.length > 0) this.enqueue(path, { ...incoming, timeToLive });
      for (const name of names.filter((each) => !plain.includes(each)).sort()) {
        const { changes, sessionId = incoming.sessionId } = NAIVE_RULES[name] ?? {};
        const properties = changes?.(incoming.properties) ?? incoming.properties;
        this.enqueue(path, { ...incoming, timeToLive, properties, sessionId });
      }
    }
  }

  #add(path: string, list: NaiveList, message: NaiveMessage): void {
    const { forwardTo, forwardDeadLettersTo } = dayEntity(path).settings;
    const target = { main: forwardTo, dead: forwardDeadLettersTo, transferDead: undefined }[list];
    if (message.state === 'active' && target !== undefined) {
      const reason = this.#forward(target, message);
      if (reason !== undefined) this.#addDead(path, 'transferDead', message, reason);
      return;
    }
    this.entity(path)[list].push(message);
    message.turn = this.nextTurn();
    if (list === 'main') this.noteReady(path, message.sessionId);
  }

  /** Sends a message on; gives the reason when it cannot be. */
  #forward(target: string, message: NaiveMessage): string | undefined {
    if (this.state.entities[target] === undefined) return 'amqp:not-found';
    if (this.entity(target).status === 'SendDisabled') return 'com.microsoft:entity-disabled';
    if (message.hops >= MAX_HOPS) return 'amqp:not-allowed';
    const refusal = this.refusal(target, [message]);
    if (refusal !== undefined) return refusal;
    const { id, sessionId, properties, wasScheduled, source, reason, tried, expiresAt } = message;
    const timeToLive = Number.isFinite(expiresAt) ? expiresAt - this.state.now : undefined;
    const [hops, firstNumber, dueAt] = [message.hops + 1, message.firstNumber ?? message.number, undefined];
    const marks = { wasScheduled, source, reason, tried, hops, firstNumber };
    this.enqueue(target, { id, sessionId, properties, timeToLive, dueAt, ...marks });
    return undefined;
  }

  #addDead(path: string, list: NaiveList, message: NaiveMessage, reason: string): void {
    const never = Number.POSITIVE_INFINITY;
    const fresh = {
      state: 'active',
      lock: undefined,
      expiresAt: never,
      firstNumber: message.firstNumber ?? message.number,
    } as const;
    this.#add(path, list, { ...message, ...fresh, source: path, reason });
  }

  #next(): Due | undefined {
    let next: Due | undefined;
    for (const due of allDue(this)) {
      const { at, turn } = next ?? { at: Number.POSITIVE_INFINITY, turn: 0 };
      if (due.at < at || (due.at === at && due.turn < turn)) next = due;
    }
    return next;
  }

  activate(path: string, isTopic: boolean, message: NaiveMessage): void {
    this.remove(path, 'main', message);
    const { timeToLive, ...sent } = message;
    const due = {
      ...sent,
      wasScheduled: true,
      timeToLive: Number.isFinite(timeToLive) ? timeToLive : undefined,
    };
    if (isTopic) this.#publish(due);
    else this.#add(path, 'main', this.#stored(path, due, this.nextNumber(this.entity(path)), false));
  }
}
