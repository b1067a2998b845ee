import { readValue } from '../amqp/read-value.ts';
import { amqpTypes, type Typed } from '../amqp/rhea-types.ts';
import type {
  MessageChanges,
  MessageContent,
  PropertyValue,
  StoredMessage,
  SystemProperty,
} from '../semantics/message.ts';
import { asLong, decodeValue, encodeValue } from './amqp-value.ts';
import { comparable, comparableTyped } from './comparable-value.ts';
import { encodeMapSection, mapEntries, SECTION, type Section, sectionsOf } from './raw-amqp.ts';

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

/** Parts of a message's content. */
export interface AmqpContentFields {
  readonly size: number;
  readonly durable: boolean;
  readonly priority: number;
  readonly firstAcquirer: boolean | undefined;
  readonly annotations: ReadonlyMap<string, Buffer>;
  /** Properties, application properties, body and footer. */
  readonly tail: Buffer;
}

/**
 * A message's bytes from its properties on, exactly as they came, and its annotations, each value still
 * encoded. Nothing of it is decoded and encoded again, so no type is lost; only header and annotations are
 * written anew.
 */
export class AmqpContent implements MessageContent {
  readonly size: number;
  readonly durable: boolean;
  readonly priority: number;
  /** Undefined when the sender said nothing of it. */
  readonly firstAcquirer: boolean | undefined;
  readonly annotations: ReadonlyMap<string, Buffer>;
  /** Properties, application properties, body and footer. */
  readonly #tail: Buffer;

  constructor(fields: AmqpContentFields) {
    this.size = fields.size;
    this.durable = fields.durable;
    this.priority = fields.priority;
    this.firstAcquirer = fields.firstAcquirer;
    this.annotations = fields.annotations;
    this.#tail = fields.tail;
  }

  /** Everything that it is made of, to be kept and made anew. */
  get fields(): AmqpContentFields {
    const { size, durable, priority, firstAcquirer, annotations } = this;
    return { size, durable, priority, firstAcquirer, annotations, tail: this.#tail };
  }

  systemProperty(name: SystemProperty): PropertyValue {
    return comparable(this.#properties()[PROPERTY_INDEX[name]]);
  }

  applicationProperty(name: string, isCaseIgnored = false): PropertyValue {
    const wanted = isCaseIgnored ? name.toLowerCase() : name;
    for (const { key, value } of this.#applicationProperties()) {
      const found = String(decodeValue(key));
      if ((isCaseIgnored ? found.toLowerCase() : found) === wanted) return comparableTyped(readValue(value));
    }
    return undefined;
  }

  /**
   * The bytes from the properties on, with a message id when the sender gave none, and what settlements
   * added.
   */
  tailFor(message: StoredMessage): Buffer {
    const hasId = this.systemProperty('messageId') !== undefined;
    if (hasId && message.modified.size === 0) return this.#tail;
    const application = new Map<string, Buffer>();
    for (const [name, value] of message.modified) {
      application.set(
        name,
        typeof value === 'string' ? encodeValue(amqpTypes.wrap(value)) : Buffer.from(value),
      );
    }
    return this.#rewritten(
      hasId ? new Map() : new Map([[PROPERTY_INDEX.messageId, message.messageId]]),
      application,
    );
  }

  changed({ system, application }: MessageChanges): AmqpContent {
    const properties = new Map([...system].map(([name, value]) => [PROPERTY_INDEX[name], value]));
    const encoded = new Map([...application].map(([name, value]) => [name, encodeProperty(value)]));
    for (const name of this.#namesBesides(application)) encoded.set(name, undefined);
    const tail = this.#rewritten(properties, encoded);
    const { durable, priority, firstAcquirer, annotations } = this;
    return new AmqpContent({
      size: this.size - this.#tail.length + tail.length,
      durable,
      priority,
      firstAcquirer,
      annotations,
      tail,
    });
  }

  /** The names that differ from a changed one in their case only; SQL takes them for the same. */
  #namesBesides(changes: ReadonlyMap<string, unknown>): string[] {
    const changed = new Set([...changes.keys()].map((name) => name.toLowerCase()));
    return this.#applicationProperties()
      .map(({ key }) => String(decodeValue(key)))
      .filter((name) => changed.has(name.toLowerCase()) && !changes.has(name));
  }

  /** Only the sections that change are written anew. */
  #rewritten(
    properties: ReadonlyMap<number, PropertyValue>,
    application: ReadonlyMap<string, Buffer | undefined>,
  ): Buffer {
    const bodyStart =
      sectionsOf(this.#tail).find(({ code }) => code >= SECTION.data)?.start ?? this.#tail.length;
    return Buffer.concat([
      properties.size === 0 ? this.#rawSection(SECTION.properties) : this.#changedProperties(properties),
      application.size === 0
        ? this.#rawSection(SECTION.applicationProperties)
        : this.#changedApplicationProperties(application),
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

  #changedProperties(changes: ReadonlyMap<number, PropertyValue>): Buffer {
    const section = this.#section(SECTION.properties);
    const raw = section === undefined ? undefined : readValue(this.#tail.subarray(section.valueStart));
    const fields: unknown[] = Array.isArray(raw?.value) ? [...raw.value] : [];
    const last = Math.max(fields.length - 1, ...changes.keys());
    const list = Array.from({ length: last + 1 }, (_, index) =>
      changes.has(index) ? wrapProperty(index, changes.get(index)) : (fields[index] ?? null),
    );
    return encodeValue(
      amqpTypes.described(amqpTypes.wrap_ulong(SECTION.properties), amqpTypes.wrap_list(list)),
    );
  }

  #changedApplicationProperties(changes: ReadonlyMap<string, Buffer | undefined>): Buffer {
    const parts: Buffer[] = [];
    for (const { key, value } of this.#applicationProperties()) {
      const name = decodeValue(key);
      if (typeof name !== 'string' || !changes.has(name)) parts.push(key, value);
    }
    for (const [name, value] of changes) {
      if (value !== undefined) parts.push(encodeValue(amqpTypes.wrap(name)), value);
    }
    return encodeMapSection(SECTION.applicationProperties, parts);
  }
}

/** The content type is a symbol; every other property that can be set is text. */
function wrapProperty(index: number, value: PropertyValue): Typed {
  return index === PROPERTY_INDEX.contentType ? amqpTypes.wrap_symbol(String(value)) : amqpTypes.wrap(value);
}

/** A whole number becomes a long, as it does in the service. */
function encodeProperty(value: PropertyValue): Buffer | undefined {
  if (value === undefined) return undefined;
  return encodeValue(
    typeof value === 'number' && Number.isInteger(value) ? asLong(value) : amqpTypes.wrap(value),
  );
}
