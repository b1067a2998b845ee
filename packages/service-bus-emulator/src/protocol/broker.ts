import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { Journal } from '../semantics/journal.ts';
import type { MessageQueue } from '../semantics/message-queue.ts';
import { type Entity, Namespace } from '../semantics/namespace.ts';
import { QueueEntity } from '../semantics/queue-entity.ts';
import type { QueueEvent } from '../semantics/queue-event.ts';
import type { QueueSettings } from '../semantics/queue-settings.ts';
import { Refusal } from '../semantics/refusal.ts';
import { Topic } from '../semantics/topic.ts';
import { DeadlineTimer } from './deadline-timer.ts';
import type { EntityTimes } from './entity-times.ts';
import { FaultPlan } from './fault-plan.ts';
import { IdleEntities } from './idle-entities.ts';
import { QueueHost } from './queue-host.ts';
import type { AccessKey } from './sas-token.ts';

export interface BrokerOptions {
  readonly clock: Clock;
  /** When there are none, everything is allowed. */
  readonly accessKeys: readonly AccessKey[];
  readonly onEvent: (event: QueueEvent) => void;
  /** Default: none, so that everything ends with the process. */
  readonly journal?: Journal | undefined;
  /** Called for an entity that nobody has used for as long as it may be idle. */
  readonly onIdle?: ((entity: Entity) => void) | undefined;
}

/** The entities together with the receivers and timers that belong to them. */
export class Broker {
  readonly namespace: Namespace;
  readonly clock: Clock;
  readonly faults = new FaultPlan();
  readonly accessKeys: readonly AccessKey[];
  /** The host of a deleted queue stays closed for whoever still has the queue. */
  readonly #hosts = new WeakMap<MessageQueue, QueueHost>();
  readonly #topicTimers = new WeakMap<Topic, DeadlineTimer>();
  readonly #ended = new WeakSet<Entity>();
  readonly #times = new WeakMap<Entity, EntityTimes>();
  readonly #idle: IdleEntities;
  /** Epoch milliseconds. */
  readonly startedAt: number;

  constructor({ clock, accessKeys, onEvent, onIdle = () => undefined, journal }: BrokerOptions) {
    this.clock = clock;
    this.startedAt = clock.now();
    this.#idle = new IdleEntities({ clock, onIdle, lastUsed: (entity) => this.#lastUsed(entity) });
    this.accessKeys = accessKeys;
    this.namespace = new Namespace(
      {
        newLockToken: randomUUID,
        journal,
        onAvailable: (queue) => this.hostOf(queue).touch(),
        onEvent,
      },
      (entity) => {
        this.#note(entity, 'createdAt', 'updatedAt', 'accessedAt');
        this.#idle.watch(entity);
      },
    );
  }

  /** When an entity was created, changed and used. */
  timesOf(entity: Entity): EntityTimes {
    const { startedAt } = this;
    return this.#times.get(entity) ?? { createdAt: startedAt, updatedAt: startedAt, accessedAt: startedAt };
  }

  /** Gives an entity other settings. What it is at all, with sessions or duplicates, cannot be changed. */
  update(entity: Entity, settings: QueueSettings): void {
    const { requiresSession, duplicateWindow } = entity.settings;
    if (settings.requiresSession !== requiresSession)
      throw new Refusal('com.microsoft:argument-error', 'RequiresSession cannot be changed.');
    if ((settings.duplicateWindow === undefined) !== (duplicateWindow === undefined))
      throw new Refusal('com.microsoft:argument-error', 'RequiresDuplicateDetection cannot be changed.');
    entity.settings = settings;
    this.namespace.changed(entity);
    this.#note(entity, 'updatedAt', 'accessedAt');
    this.#idle.watch(entity);
    this.touch(entity);
  }

  #lastUsed(entity: Entity): number {
    const queues = entity instanceof QueueEntity ? entity.queues : [];
    const isReceivedFrom = queues.some((queue) => (this.#hosts.get(queue)?.consumers.size ?? 0) > 0);
    return isReceivedFrom ? this.clock.now() : this.timesOf(entity).accessedAt;
  }

  #note(entity: Entity, ...names: readonly (keyof EntityTimes)[]): void {
    const now = this.clock.now();
    const changed = Object.fromEntries(names.map((name) => [name, now]));
    this.#times.set(entity, { ...this.timesOf(entity), ...changed });
  }

  hostOf(queue: MessageQueue): QueueHost {
    const found = this.#hosts.get(queue);
    if (found !== undefined) return found;
    const host = new QueueHost(queue, this.clock);
    this.#hosts.set(queue, host);
    return host;
  }

  /** To be called after every operation on an entity. */
  touch(entity: Entity): void {
    if (this.#ended.has(entity)) return;
    this.#note(entity, 'accessedAt');
    if (entity instanceof QueueEntity) {
      // A queue that nobody has received from may hold something that falls due, too.
      for (const queue of entity.queues) this.hostOf(queue).touch();
    } else this.#timerOf(entity).set(entity.nextDeadline);
  }

  /** Deletes an entity and tells the paths, in lower case, of all that is gone with it. */
  delete(path: string): string[] {
    const description = `The messaging entity '${path}' could not be found.`;
    const removed = this.namespace.delete(path);
    for (const entity of removed) this.#end(entity, { condition: 'amqp:not-found', description });
    return removed.map((entity) => entity.path.toLowerCase());
  }

  /** Stops every timer. */
  close(): void {
    const error = { condition: 'amqp:connection:forced', description: 'The emulator is shutting down.' };
    for (const entity of this.namespace.entities) this.#end(entity, error);
  }

  #end(entity: Entity, error: { readonly condition: string; readonly description: string }): void {
    this.#ended.add(entity);
    this.#idle.forget(entity);
    if (entity instanceof Topic) this.#topicTimers.get(entity)?.set(undefined);
    else for (const queue of entity.queues) this.hostOf(queue).close(error);
  }

  #timerOf(topic: Topic): DeadlineTimer {
    const found = this.#topicTimers.get(topic);
    if (found !== undefined) return found;
    const timer = new DeadlineTimer(this.clock, () => {
      topic.advance(this.clock.now());
      timer.set(topic.nextDeadline);
    });
    this.#topicTimers.set(topic, timer);
    return timer;
  }
}
