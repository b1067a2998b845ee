import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { MessageQueue } from '../semantics/message-queue.ts';
import { type Entity, Namespace } from '../semantics/namespace.ts';
import { QueueEntity } from '../semantics/queue-entity.ts';
import type { QueueEvent } from '../semantics/queue-event.ts';
import { Topic } from '../semantics/topic.ts';
import { DeadlineTimer } from './deadline-timer.ts';
import { FaultPlan } from './fault-plan.ts';
import { QueueHost } from './queue-host.ts';
import type { AccessKey } from './sas-token.ts';

export interface BrokerOptions {
  readonly clock: Clock;
  /** When there are none, everything is allowed. */
  readonly accessKeys: readonly AccessKey[];
  readonly onEvent: (event: QueueEvent) => void;
}

/** The entities together with the receivers and timers that belong to them. */
export class Broker {
  readonly namespace: Namespace;
  readonly clock: Clock;
  readonly faults = new FaultPlan();
  readonly accessKeys: readonly AccessKey[];
  readonly #hosts = new Map<MessageQueue, QueueHost>();
  readonly #topicTimers = new Map<Topic, DeadlineTimer>();

  constructor({ clock, accessKeys, onEvent }: BrokerOptions) {
    this.clock = clock;
    this.accessKeys = accessKeys;
    this.namespace = new Namespace({
      newLockToken: randomUUID,
      onAvailable: (queue) => this.hostOf(queue).touch(),
      onEvent,
    });
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
    if (entity instanceof QueueEntity) {
      for (const queue of entity.queues) this.#hosts.get(queue)?.touch();
    } else this.#timerOf(entity).set(entity.nextDeadline);
  }

  delete(path: string): void {
    const description = `The messaging entity '${path}' could not be found.`;
    for (const entity of this.namespace.delete(path))
      this.#end(entity, { condition: 'amqp:not-found', description });
  }

  /** Stops every timer. */
  close(): void {
    const error = { condition: 'amqp:connection:forced', description: 'The emulator is shutting down.' };
    for (const entity of this.namespace.entities) this.#end(entity, error);
  }

  #end(entity: Entity, error: { readonly condition: string; readonly description: string }): void {
    if (entity instanceof Topic) {
      this.#topicTimers.get(entity)?.set(undefined);
      this.#topicTimers.delete(entity);
      return;
    }
    for (const queue of entity.queues) {
      this.#hosts.get(queue)?.close(error);
      this.#hosts.delete(queue);
    }
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
