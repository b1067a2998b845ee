import type { MessageContent, PropertyValue, StoredMessage, SystemProperty } from '../semantics/message.ts';
import { decodeValue, encodeValue } from './amqp-value.ts';
import { encodeMapSection, mapEntries, SECTION, type Section, sectionsOf } from './raw-amqp.ts';
import { amqpTypes } from './rhea-internals.ts';

/** Where each property stands in the list of the properties section. */
const PROPERTY_INDEX: Readonly<Record<SystemProperty, number>> = {
  messageId: 0,
  to: 2,
  subject: 3,
  replyTo: 4,
  correlationId: 5,
  contentType: 6,
  sessionId: 10,
  replyToSessionId: 12,
};

const comparable = (value: unknown): PropertyValue => {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (value instanceof Date) return value.getTime();
  return Buffer.isBuffer(value) ? value.toString('hex') : undefined;
};

/**
 * A message's bytes from its properties on, exactly as they came, and its annotations, each value still encoded.
 * Nothing of it is decoded and encoded again, so no type is lost; only header and annotations are written anew.
 */
export class AmqpContent implements MessageContent {
  readonly size: number;
  readonly durable: boolean;
  readonly priority: number;
  readonly annotations: ReadonlyMap<string, Buffer>;
  /** Properties, application properties, body and footer. */
  readonly #tail: Buffer;

  constructor(fields: {
    size: number;
    durable: boolean;
    priority: number;
    annotations: ReadonlyMap<string, Buffer>;
    tail: Buffer;
  }) {
    this.size = fields.size;
    this.durable = fields.durable;
    this.priority = fields.priority;
    this.annotations = fields.annotations;
    this.#tail = fields.tail;
  }

  systemProperty(name: SystemProperty): PropertyValue {
    return comparable(this.#properties()[PROPERTY_INDEX[name]]);
  }

  applicationProperty(name: string): PropertyValue {
    for (const { key, value } of this.#applicationProperties()) {
      if (decodeValue(key) === name) return comparable(decodeValue(value));
    }
    return undefined;
  }

  /** The bytes from the properties on, with a message id when the sender gave none, and what settlements added. */
  tailFor(message: StoredMessage): Buffer {
    const hasId = this.systemProperty('messageId') !== undefined;
    if (hasId && message.modified.size === 0) return this.#tail;
    const sections = sectionsOf(this.#tail);
    const isBody = ({ code }: Section): boolean => code >= SECTION.data;
    const bodyStart = sections.find(isBody)?.start ?? this.#tail.length;
    return Buffer.concat([
      hasId ? this.#rawSection(SECTION.properties) : this.#propertiesWithId(message.messageId),
      message.modified.size === 0
        ? this.#rawSection(SECTION.applicationProperties)
        : this.#modifiedApplicationProperties(message),
      this.#tail.subarray(bodyStart),
    ]);
  }

  #section(code: number): Section | undefined {
    return sectionsOf(this.#tail).find((section) => section.code === code);
  }

  #rawSection(code: number): Buffer {
    const section = this.#section(code);
    return section === undefined ? Buffer.alloc(0) : this.#tail.subarray(section.start, section.end);
  }

  #properties(): readonly unknown[] {
    const section = this.#section(SECTION.properties);
    if (section === undefined) return [];
    const list = decodeValue(this.#tail.subarray(section.valueStart, section.end));
    return Array.isArray(list) ? list : [];
  }

  #applicationProperties(): { readonly key: Buffer; readonly value: Buffer }[] {
    const section = this.#section(SECTION.applicationProperties);
    return section === undefined ? [] : mapEntries(this.#tail, section.valueStart);
  }

  #propertiesWithId(messageId: string): Buffer {
    const section = this.#section(SECTION.properties);
    const raw =
      section === undefined
        ? undefined
        : new amqpTypes.Reader(this.#tail.subarray(section.valueStart)).read();
    const rest = Array.isArray(raw?.value) ? raw.value.slice(1) : [];
    const list = amqpTypes.wrap_list([amqpTypes.wrap(messageId), ...rest]);
    return encodeValue(amqpTypes.described(amqpTypes.wrap_ulong(SECTION.properties), list));
  }

  #modifiedApplicationProperties(message: StoredMessage): Buffer {
    const parts: Buffer[] = [];
    for (const { key, value } of this.#applicationProperties()) {
      const name = decodeValue(key);
      if (typeof name !== 'string' || !message.modified.has(name)) parts.push(key, value);
    }
    for (const [name, value] of message.modified) {
      const encoded = typeof value === 'string' ? encodeValue(amqpTypes.wrap(value)) : Buffer.from(value);
      parts.push(encodeValue(amqpTypes.wrap(name)), encoded);
    }
    return encodeMapSection(SECTION.applicationProperties, parts);
  }
}
