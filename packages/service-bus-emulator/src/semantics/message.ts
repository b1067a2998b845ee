import type { HeapEntry } from './min-heap.ts';

/** A property of a message that a rule can compare; undefined when it is null or absent. */
export type PropertyValue = string | number | bigint | boolean | Date | Uint8Array | undefined;

/** The names a correlation rule can ask a message for, as Microsoft's documentation calls them. */
export type SystemProperty =
  | 'correlationId'
  | 'messageId'
  | 'to'
  | 'replyTo'
  | 'subject'
  | 'sessionId'
  | 'replyToSessionId'
  | 'contentType';

/** Changes of a rule's action to a message's properties; undefined removes one. */
export interface MessageChanges {
  readonly system: ReadonlyMap<SystemProperty, PropertyValue>;
  readonly application: ReadonlyMap<string, PropertyValue>;
}

/** The view that the semantics have of a message's bytes; the protocol side keeps the bytes themselves. */
export interface MessageContent {
  /** The encoded size in bytes, as counted against limits. */
  readonly size: number;
  /** The value of a broker property, undefined when unset. */
  systemProperty(name: SystemProperty): PropertyValue;
  /**
   * The value of an application property, undefined when unset or not comparable. SQL ignores the case of its
   * name.
   */
  applicationProperty(name: string, isCaseIgnored?: boolean): PropertyValue;
  /** The same message with other properties. */
  changed(changes: MessageChanges): MessageContent;
}

/** A value put on a message by a settlement: plain text, or a value the protocol side keeps encoded. */
export type ModifiedValue = string | Uint8Array;
/** Application properties that a settlement adds or overwrites. */
export type ModifiedProperties = ReadonlyMap<string, ModifiedValue>;

/** Fields that a message keeps when it is sent on. */
export interface ForwardedFields {
  /** How many entities have sent it on. */
  readonly hops: number;
  readonly modified: ModifiedProperties;
  readonly deadLetterSource: string | undefined;
  readonly enqueuedSequenceNumber: number;
}

/** A message as it is handed to a queue or topic. */
export interface IncomingMessage {
  readonly content: MessageContent;
  readonly messageId: string;
  readonly sessionId: string | undefined;
  /** Milliseconds; undefined for the entity's default. */
  readonly timeToLive: number | undefined;
  /** Epoch milliseconds; undefined or past for at once. */
  readonly scheduledEnqueueTime: number | undefined;
  /** Fields that it brings along when another entity sent it on. */
  readonly forwarded?: ForwardedFields | undefined;
  /** True for a message that a topic held back until now; it says so in its subscriptions. */
  readonly wasScheduled?: boolean | undefined;
}

export type MessageState = 'active' | 'deferred' | 'scheduled';

export interface MessageLock {
  readonly token: string;
  /** Epoch milliseconds. */
  until: number;
}

/**
 * A deadline: a message's one current deadline (its lock, its expiry or its schedule), or a session's lock.
 */
export interface Deadline extends HeapEntry {
  readonly due: (now: number) => void;
}

/** A message as a queue holds it. */
export interface StoredMessage {
  readonly content: MessageContent;
  readonly messageId: string;
  readonly sessionId: string | undefined;
  readonly sequenceNumber: number;
  /** The number the message got where it was first sent; differs from sequenceNumber once it was moved. */
  readonly enqueuedSequenceNumber: number;
  /** Epoch milliseconds. */
  readonly enqueuedTime: number;
  /** Epoch milliseconds; infinite when the message does not expire. */
  readonly expiresAt: number;
  readonly timeToLive: number | undefined;
  /** When a scheduled message is due, in epoch milliseconds. */
  readonly dueAt: number | undefined;
  /** True for a message that is or was scheduled. One that was late for its schedule on arrival is not. */
  readonly wasScheduled: boolean;
  /** The entity a dead-lettered message came from. */
  readonly deadLetterSource: string | undefined;
  /** How many entities have sent it on. */
  readonly hops: number;
  /** Properties that settlements have added to the application's. */
  modified: ModifiedProperties;
  state: MessageState;
  /** Earlier deliveries. */
  deliveryCount: number;
  lock: MessageLock | undefined;
  deadline: Deadline | undefined;
}
