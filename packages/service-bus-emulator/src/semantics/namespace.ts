import { parseEntityPath, subscriptionPath } from './entity-path.ts';
import { refuseSending } from './entity-status.ts';
import { forwardedMessage } from './forwarded-message.ts';
import { type EntityRecord, type Journal, NO_JOURNAL } from './journal.ts';
import type { StoredMessage } from './message.ts';
import type { MessageQueue } from './message-queue.ts';
import { QueueEntity, type QueueHooks, type RuntimeCounts } from './queue-entity.ts';
import type { QueueSettings } from './queue-settings.ts';
import { Refusal } from './refusal.ts';
import type { Rule } from './rule.ts';
import { Subscription, type SubscriptionHooks } from './subscription.ts';
import { Topic } from './topic.ts';

export type Entity = QueueEntity | Topic;

/** The target of a link address. */
export interface Route {
  readonly entity: Entity;
  /** The queue that is meant; undefined for a topic. */
  readonly queue: MessageQueue | undefined;
  readonly isManagement: boolean;
}

/** Hooks of a namespace. */
export type NamespaceHooks = Omit<QueueHooks, 'forward' | 'journal'> & {
  /** Default: none, so that everything ends with the process. */
  readonly journal?: Journal | undefined;
};

/** All entities of one emulator, found by path whatever the letter case. */
export class Namespace {
  readonly #entities = new Map<string, Entity>();
  readonly #hooks: SubscriptionHooks;
  readonly #onAdded: (entity: Entity) => void;

  constructor(
    { journal = NO_JOURNAL, ...hooks }: NamespaceHooks,
    onAdded: (entity: Entity) => void = () => undefined,
  ) {
    this.#onAdded = onAdded;
    this.#hooks = {
      ...hooks,
      journal,
      onRules: (subscription) => this.changed(subscription),
      forward: (target, message, now) => this.#forward(target, message, now),
    };
  }

  createQueue(name: string, settings: QueueSettings): QueueEntity {
    return this.#add(new QueueEntity(name, settings, this.#hooks));
  }

  createTopic(name: string, settings: QueueSettings): Topic {
    return this.#add(new Topic(name, settings, this.#hooks.journal));
  }

  createSubscription(
    topicName: string,
    name: string,
    settings: QueueSettings,
    rules: readonly Rule[],
  ): Subscription {
    const topic = this.get(topicName);
    if (!(topic instanceof Topic))
      throw new Refusal('amqp:not-allowed', `'${topicName}' is a queue, not a topic.`);
    const path = subscriptionPath(topic.path, name);
    const subscription = this.#add(new Subscription(path, settings, this.#hooks, rules));
    topic.subscriptions.set(name.toLowerCase(), subscription);
    return subscription;
  }

  /** Removes an entity, a topic with its subscriptions, and gives what was removed. */
  delete(path: string): Entity[] {
    const entity = this.get(path);
    const removed: Entity[] = [entity, ...(entity instanceof Topic ? entity.subscriptions.values() : [])];
    for (const each of removed) {
      this.#entities.delete(each.path.toLowerCase());
      this.#hooks.journal.removeEntity(each.path);
    }
    for (const other of this.#entities.values()) {
      if (other instanceof Topic && entity instanceof Subscription) forget(other, entity);
    }
    return removed;
  }

  /** The entity at a path; refused when there is none. */
  get(path: string): Entity {
    const entity = this.#entities.get(parseEntityPath(path).key);
    if (entity === undefined)
      throw new Refusal('amqp:not-found', `The messaging entity '${path}' could not be found.`);
    return entity;
  }

  /** Finds the target of a link address; undefined when there is no such entity. */
  find(address: string): Route | undefined {
    const { key, subQueue, isManagement } = parseEntityPath(address);
    const entity = this.#entities.get(key);
    if (entity === undefined) return undefined;
    if (entity instanceof QueueEntity) return { entity, queue: entity.queue(subQueue), isManagement };
    return subQueue === 'main' ? { entity, queue: undefined, isManagement } : undefined;
  }

  get entities(): Iterable<Entity> {
    return this.#entities.values();
  }

  /** Writes down what an entity is now; to be called when its settings or rules have changed. */
  changed(entity: Entity): void {
    const { path, settings } = entity;
    const rules = entity instanceof Subscription ? entity.rules : [];
    this.#hooks.journal.putEntity({ kind: kindOf(entity), path, settings, rules });
  }

  counts(path: string): RuntimeCounts {
    const entity = this.get(path);
    return entity instanceof QueueEntity ? entity.counts : topicCounts(entity);
  }

  /** Puts a message that another entity sends on into its target. */
  #forward(target: string, message: StoredMessage, now: number): void {
    const entity = this.get(target);
    refuseSending(entity);
    const destination = entity instanceof QueueEntity ? entity.main : entity;
    const incoming = forwardedMessage(message, now);
    destination.check([incoming]);
    destination.enqueue(incoming, now);
  }

  #add<Kind extends Entity>(entity: Kind): Kind {
    const key = entity.path.toLowerCase();
    if (this.#entities.has(key)) {
      throw new Refusal(
        'com.microsoft:entity-already-exists',
        `The messaging entity '${entity.path}' already exists.`,
      );
    }
    this.#entities.set(key, entity);
    this.changed(entity);
    this.#onAdded(entity);
    return entity;
  }
}

/** The kind of an entity. */
export function kindOf(entity: Entity): EntityRecord['kind'] {
  if (entity instanceof Subscription) return 'subscription';
  return entity instanceof QueueEntity ? 'queue' : 'topic';
}

function forget(topic: Topic, subscription: Subscription): void {
  for (const [key, each] of topic.subscriptions) if (each === subscription) topic.subscriptions.delete(key);
}

/** A topic itself holds only what is scheduled. */
function topicCounts({ scheduledMessageCount }: Topic): RuntimeCounts {
  return {
    activeMessageCount: 0,
    deferredMessageCount: 0,
    scheduledMessageCount,
    deadLetterMessageCount: 0,
    transferMessageCount: 0,
    transferDeadLetterMessageCount: 0,
    totalMessageCount: scheduledMessageCount,
    sizeInBytes: 0,
  };
}
