import type { IncomingMessage, StoredMessage } from './message.ts';
import type { QueueSettings } from './queue-settings.ts';
import type { Rule } from './rule.ts';

/** An entity as it is made anew after a restart. */
export interface EntityRecord {
  readonly kind: 'queue' | 'topic' | 'subscription';
  readonly path: string;
  readonly settings: QueueSettings;
  /** The rules of a subscription. */
  readonly rules: readonly Rule[];
}

/**
 * Where every change is written down that must survive the process. Each call comes before the change is
 * answered.
 */
export interface Journal {
  putEntity(entity: EntityRecord): void;
  /** Forgets an entity with everything in it. */
  removeEntity(path: string): void;
  /** Writes a message down, new or changed. */
  putMessage(queue: string, message: StoredMessage): void;
  /** Writes down what a topic holds back until it is due. */
  putScheduled(topic: string, sequenceNumber: number, message: IncomingMessage): void;
  removeMessage(queue: string, sequenceNumber: number): void;
  /** Writes down that sequence numbers up to this one may be in use. */
  reserve(queue: string, upTo: number): void;
  putSessionState(queue: string, sessionId: string, state: Uint8Array | undefined): void;
}

function nothing(): void {
  // Memory only.
}

/** Keeps nothing. */
export const NO_JOURNAL: Journal = {
  putEntity: nothing,
  removeEntity: nothing,
  putMessage: nothing,
  putScheduled: nothing,
  removeMessage: nothing,
  reserve: nothing,
  putSessionState: nothing,
};
