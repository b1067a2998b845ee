import type { Broker } from '../protocol/broker.ts';
import { parseEntityPath } from '../semantics/entity-path.ts';
import type { EntityRecord } from '../semantics/journal.ts';
import type { MessageQueue } from '../semantics/message-queue.ts';
import type { Entity, Namespace } from '../semantics/namespace.ts';
import { QueueEntity } from '../semantics/queue-entity.ts';
import type { Database } from './database.ts';
import { readEntity, readMessage, readScheduled } from './records.ts';

/** A row of a table that says which queue, or which topic, it belongs to. */
interface Row {
  readonly entity: Entity;
  /** Undefined for a topic. */
  readonly queue: MessageQueue | undefined;
  readonly number: number;
  readonly text: string;
  readonly bytes: Uint8Array;
}

/** Makes everything anew that the database holds. */
export function restore(broker: Broker, database: Database): void {
  const { namespace, clock } = broker;
  const records = database
    .all('SELECT record AS bytes FROM entity')
    .map(({ bytes }) => readEntity(bytesOf(bytes)));
  // Subscriptions come last, for their topics must be there.
  const isSubscription = ({ kind }: EntityRecord): boolean => kind === 'subscription';
  for (const record of [
    ...records.filter((each) => !isSubscription(each)),
    ...records.filter(isSubscription),
  ])
    createEntity(namespace, record);
  for (const { entity, queue, number } of rows(
    namespace,
    database,
    'SELECT queue, reserved AS number FROM sequence',
  ))
    sequenceNumbersOf(entity, queue).restore(number);
  for (const { queue, text, bytes } of rows(
    namespace,
    database,
    'SELECT queue, id AS text, state AS bytes FROM session',
  ))
    queue?.sessions.restoreState(text, bytes, clock.now());
  const messages = 'SELECT queue, number, record AS bytes FROM message ORDER BY queue, number';
  for (const { entity, queue, number, bytes } of rows(namespace, database, messages)) {
    if (queue !== undefined) queue.restore(readMessage(bytes));
    else if (!(entity instanceof QueueEntity)) entity.schedule(number, readScheduled(bytes));
  }
  for (const entity of namespace.entities) broker.touch(entity);
}

function createEntity(namespace: Namespace, { kind, path, settings, rules }: EntityRecord): void {
  if (kind === 'queue') namespace.createQueue(path, settings);
  else if (kind === 'topic') namespace.createTopic(path, settings);
  else {
    const [topic = '', name = ''] = path.split(/\/Subscriptions\//i);
    const subscription = namespace.createSubscription(topic, name, settings, rules);
    // A subscription without rules would be made with the default one.
    if (rules.length === 0) for (const rule of subscription.rules) subscription.removeRule(rule.name);
  }
}

function sequenceNumbersOf(entity: Entity, queue: MessageQueue | undefined) {
  if (queue !== undefined) return queue.context.sequenceNumbers;
  return entity instanceof QueueEntity ? entity.main.context.sequenceNumbers : entity.sequenceNumbers;
}

function rows(namespace: Namespace, database: Database, sql: string): Row[] {
  return database.all(sql).map(({ queue: path, number, text, bytes }) => {
    const route = namespace.find(String(path));
    if (route === undefined)
      throw new Error(`The data speak of '${parseEntityPath(String(path)).key}', which is not there.`);
    const { entity, queue } = route;
    return { entity, queue, number: Number(number ?? 0), text: String(text ?? ''), bytes: bytesOf(bytes) };
  });
}

function bytesOf(value: unknown): Uint8Array {
  return value instanceof Uint8Array ? value : new Uint8Array();
}
