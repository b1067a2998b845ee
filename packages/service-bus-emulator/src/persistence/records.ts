import { deserialize, serialize } from 'node:v8';
import { AmqpContent, type AmqpContentFields } from '../protocol/amqp-content.ts';
import type { EntityRecord } from '../semantics/journal.ts';
import type { IncomingMessage, MessageContent, StoredMessage } from '../semantics/message.ts';
import { type Rule, type RuleFilter, sqlAction, sqlFilter } from '../semantics/rule.ts';

/** A message as it is written: everything but its lock, which ends with the process. */
type MessageRecord<Message> = Omit<Message, 'content' | 'lock' | 'deadline'> & {
  readonly content: AmqpContentFields;
};

function fieldsOf(content: MessageContent): AmqpContentFields {
  if (content instanceof AmqpContent) return content.fields;
  throw new TypeError('Only a message that came over AMQP can be kept.');
}

function contentOf({ annotations, tail, ...fields }: AmqpContentFields): AmqpContent {
  const kept = new Map([...annotations].map(([name, value]) => [name, Buffer.from(value)]));
  return new AmqpContent({ ...fields, annotations: kept, tail: Buffer.from(tail) });
}

/** Writes a message of a queue. */
export function writeMessage({ lock, deadline, content, ...message }: StoredMessage): Buffer {
  const record: MessageRecord<StoredMessage> = { ...message, content: fieldsOf(content) };
  return serialize(record);
}

/** Reads a message of a queue. Whoever had locked it has lost it. */
export function readMessage(bytes: Uint8Array): StoredMessage {
  const record: MessageRecord<StoredMessage> = deserialize(bytes);
  return { ...record, content: contentOf(record.content), lock: undefined, deadline: undefined };
}

/** Writes a message that a topic holds back. */
export function writeScheduled({ content, ...message }: IncomingMessage): Buffer {
  const record: MessageRecord<IncomingMessage> = { ...message, content: fieldsOf(content) };
  return serialize(record);
}

/** Reads a message that a topic holds back. */
export function readScheduled(bytes: Uint8Array): IncomingMessage {
  const record: MessageRecord<IncomingMessage> = deserialize(bytes);
  return { ...record, content: contentOf(record.content) };
}

/** SQL is written as its text and compiled anew. */
type FilterRecord =
  | Exclude<RuleFilter, { readonly kind: 'sql' }>
  | { readonly kind: 'sql'; readonly expression: string };

interface RuleRecord {
  readonly name: string;
  readonly filter: FilterRecord;
  readonly action: string | undefined;
}

type WrittenEntity = Omit<EntityRecord, 'rules'> & { readonly rules: readonly RuleRecord[] };

/** Writes an entity. */
export function writeEntity({ rules, ...entity }: EntityRecord): Buffer {
  const record: WrittenEntity = { ...entity, rules: rules.map(writeRule) };
  return serialize(record);
}

/** Reads an entity. */
export function readEntity(bytes: Uint8Array): EntityRecord {
  const { rules, ...entity }: WrittenEntity = deserialize(bytes);
  return { ...entity, rules: rules.map(readRule) };
}

function writeRule({ name, filter, action }: Rule): RuleRecord {
  const written = filter.kind === 'sql' ? { kind: filter.kind, expression: filter.expression } : filter;
  return { name, filter: written, action: action?.expression };
}

function readRule({ name, filter, action }: RuleRecord): Rule {
  return {
    name,
    filter: filter.kind === 'sql' ? sqlFilter(filter.expression) : filter,
    action: action === undefined ? undefined : sqlAction(action),
  };
}
