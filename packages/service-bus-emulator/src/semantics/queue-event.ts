/** Kinds of event in a message's life. */
export type QueueEventKind =
  | 'enqueued'
  | 'scheduled'
  | 'duplicate-dropped'
  | 'cancelled'
  | 'delivered'
  | 'lock-renewed'
  | 'lock-expired'
  | 'completed'
  | 'abandoned'
  | 'deferred'
  | 'dead-lettered'
  | 'expired'
  | 'deleted';

/** One thing that happened to one message. It tells no body and no property but the message id. */
export interface QueueEvent {
  /** The thing that happened. */
  readonly kind: QueueEventKind;
  /** The entity's path; a dead-letter queue's ends in `/$DeadLetterQueue`. */
  readonly entity: string;
  /** Epoch milliseconds, by the emulator's clock. */
  readonly at: number;
  /** Service Bus's number of the message. */
  readonly sequenceNumber: number;
  /** The id that its sender gave it. */
  readonly messageId: string;
  /** Earlier deliveries, as they are after the event. */
  readonly deliveryCount: number;
}
