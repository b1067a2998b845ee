import { type OpenData, openData } from '../../persistence/open-data.ts';
import { AmqpContent } from '../../protocol/amqp-content.ts';
import { Broker } from '../../protocol/broker.ts';
import { enqueueAll } from '../../protocol/producer.ts';
import type { Journal } from '../../semantics/journal.ts';
import type { StoredMessage } from '../../semantics/message.ts';
import type { MessageQueue } from '../../semantics/message-queue.ts';
import type { Entity } from '../../semantics/namespace.ts';
import { QueueEntity } from '../../semantics/queue-entity.ts';
import { Refusal } from '../../semantics/refusal.ts';
import { type Rule, sqlAction, sqlFilter } from '../../semantics/rule.ts';
import type { SessionLock } from '../../semantics/session-table.ts';
import { Subscription } from '../../semantics/subscription.ts';
import { createVirtualClock, type VirtualClock } from '../../virtual-clock.ts';
import { incomingOf } from './day-message.ts';
import type { DayAnswer, DayOperation } from './day-operation.ts';
import { DAY, type DayRule, TOPIC } from './day-topology.ts';

/** The emulator's entities and their folder without its sockets. */
export class NamespaceUnderTest {
  readonly #clock: VirtualClock;
  readonly #broker: Broker;
  readonly #data: OpenData;
  readonly #locks = new Map<string, SessionLock>();

  /** Opens a folder at a time in epoch milliseconds. `watch` sees every write before it is done. */
  constructor(folder: string, now: number, watch: (journal: Journal) => Journal = (journal) => journal) {
    this.#clock = createVirtualClock(now);
    this.#data = openData(folder);
    const journal = watch(this.#data.journal);
    this.#broker = new Broker({ clock: this.#clock, accessKeys: [], onEvent: () => undefined, journal });
    this.#data.restore(this.#broker);
    for (const { kind, path, settings } of DAY) {
      const { namespace } = this.#broker;
      if (namespace.find(path) !== undefined) continue;
      if (kind === 'queue') namespace.createQueue(path, settings);
      else if (kind === 'topic') namespace.createTopic(path, settings);
      else namespace.createSubscription(TOPIC, path.split('/').at(-1) ?? '', settings, []);
    }
  }

  close(): void {
    this.#broker.close();
    this.#data.close();
  }

  /** Does one thing, and lets everything happen that follows from it. */
  async apply(operation: DayOperation): Promise<DayAnswer> {
    if (operation.kind === 'advance') {
      await this.#clock.advance(operation.milliseconds);
      return {};
    }
    const { entity, queue } = this.#route(operation.path);
    try {
      return this.#do(operation, entity, queue);
    } catch (error) {
      if (error instanceof Refusal) return { refused: error.condition };
      throw error;
    } finally {
      this.#broker.touch(entity);
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  /** Everything that can be seen from outside, as text. */
  visible(): string {
    return DAY.map(({ path }) => {
      const { entity } = this.#route(path);
      const rules = entity instanceof Subscription ? entity.rules.map(({ name }) => name) : [];
      const head = [path, entity.settings.status, ...rules].join(' ');
      if (!(entity instanceof QueueEntity)) return `${head} ${entity.scheduledMessageCount}`;
      // Without a time, so that looking makes nothing fall due.
      const queues = entity.queues.map((queue) =>
        queue.peek(0, Number.POSITIVE_INFINITY, 0).map(visibleMessage),
      );
      return `${head} ${JSON.stringify(queues)}`;
    }).join('\n');
  }

  #do(operation: DayOperation, entity: Entity, queue: MessageQueue | undefined): DayAnswer {
    const now = this.#clock.now();
    if (operation.kind === 'send')
      return { numbers: enqueueAll(entity, operation.messages.map(incomingOf), now) };
    if (operation.kind === 'cancel') {
      (entity instanceof QueueEntity ? entity.main : entity).cancelScheduled(operation.numbers, now);
      return {};
    }
    if (operation.kind === 'status') {
      this.#broker.update(entity, { ...entity.settings, status: operation.status });
      return {};
    }
    if (operation.kind === 'addRule' || operation.kind === 'removeRule') {
      if (!(entity instanceof Subscription)) throw new TypeError('Only subscriptions have rules.');
      if (operation.kind === 'addRule') entity.addRule(ruleOf(operation.rule));
      else entity.removeRule(operation.rule.name);
      return {};
    }
    if (queue === undefined) throw new TypeError('A topic has no messages.');
    return this.#doToQueue(operation, queue, now);
  }

  #doToQueue(operation: DayOperation, queue: MessageQueue, now: number): DayAnswer {
    const { sessions, settlements } = queue;
    switch (operation.kind) {
      case 'take': {
        const lock = operation.sessionId === undefined ? undefined : this.#lockOf(operation);
        const message = queue.take(operation.isRemoved ? 'receiveAndDelete' : 'peekLock', now, lock);
        return taken(message === undefined ? [] : [message]);
      }
      case 'takeDeferred':
        return taken(queue.takeDeferred(operation.numbers, 'peekLock', now, operation.sessionId));
      case 'settle':
        if (operation.how === 'deadLetter')
          settlements.deadLetter(operation.token, { reason: 'Bad', description: 'd' }, new Map(), now);
        else if (operation.how === 'complete' || operation.how === 'renew')
          settlements[operation.how](operation.token, now);
        else settlements[operation.how](operation.token, new Map([['tried', operation.how]]), now);
        return {};
      case 'accept': {
        const lock = sessions.accept(operation.sessionId, now, () => undefined);
        if (lock !== undefined) this.#locks.set(`${operation.path} ${lock.sessionId}`, lock);
        return { text: lock?.sessionId };
      }
      case 'release':
        sessions.release(this.#lockOf(operation), now);
        return {};
      case 'renewSession':
        return { text: String(sessions.renew(operation.sessionId, now)) };
      case 'getState':
        return { text: Buffer.from(sessions.getState(operation.sessionId, now) ?? '').toString() };
      case 'setState': {
        const { state } = operation;
        sessions.setState(operation.sessionId, state === undefined ? undefined : Buffer.from(state), now);
        return {};
      }
      case 'purge':
        return { numbers: [queue.deleteBatch(operation.count, now + 1, now)] };
      default:
        throw new TypeError(`A queue cannot ${operation.kind}.`);
    }
  }

  #lockOf({
    path,
    sessionId,
  }: {
    readonly path: string;
    readonly sessionId?: string | undefined;
  }): SessionLock {
    const lock = this.#locks.get(`${path} ${sessionId}`);
    return lock ?? { sessionId: sessionId ?? '', until: 0, onLost: () => undefined, deadline: undefined };
  }

  #route(path: string): { readonly entity: Entity; readonly queue: MessageQueue | undefined } {
    const route = this.#broker.namespace.find(path);
    if (route === undefined) throw new TypeError(`There is no ${path}.`);
    return route;
  }
}

function ruleOf({ name, sql, colour, action }: DayRule): Rule {
  const filter =
    sql === undefined
      ? ({ kind: 'correlation', system: new Map(), application: new Map([['colour', colour]]) } as const)
      : sqlFilter(sql);
  return { name, filter, action: action === undefined ? undefined : sqlAction(action) };
}

function taken(messages: readonly StoredMessage[]): DayAnswer {
  return {
    numbers: messages.map(({ sequenceNumber }) => sequenceNumber),
    tokens: messages.map(({ lock }) => lock?.token ?? ''),
  };
}

/** In the order of the naive namespace's. */
function visibleMessage(message: StoredMessage): unknown[] {
  const { content, modified } = message;
  if (!(content instanceof AmqpContent)) throw new TypeError('Not a message of AMQP.');
  return [
    message.sequenceNumber,
    message.enqueuedSequenceNumber,
    message.messageId,
    message.sessionId ?? null,
    message.state,
    message.deliveryCount,
    message.lock?.until ?? null,
    Number.isFinite(message.expiresAt) ? message.expiresAt : null,
    message.wasScheduled,
    message.deadLetterSource ?? null,
    ['colour', 'size', 'stamp'].map((name) => String(content.applicationProperty(name) ?? '')),
    modified.get('DeadLetterReason') ?? null,
    modified.get('tried') ?? null,
  ];
}
