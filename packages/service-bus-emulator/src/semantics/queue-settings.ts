/** How one queue, or one subscription, behaves. All durations are milliseconds. */
export interface QueueSettings {
  readonly lockDuration: number;
  readonly maxDeliveryCount: number;
  /** Infinite for never. */
  readonly defaultTimeToLive: number;
  readonly deadLetteringOnExpiration: boolean;
  readonly requiresSession: boolean;
  /** Undefined when duplicates are not looked for. */
  readonly duplicateWindow: number | undefined;
  readonly maxMessageBytes: number;
  readonly maxEntityBytes: number;
  /** The entity that messages are sent on to; undefined for none. */
  readonly forwardTo: string | undefined;
  /** The entity that dead letters are sent on to; undefined for none. */
  readonly forwardDeadLettersTo: string | undefined;
  /** How long the entity may be unused before it is deleted; infinite for ever. */
  readonly autoDeleteOnIdle: number;
  readonly status: EntityStatus;
  /** A note of whoever made it. */
  readonly userMetadata: string | undefined;
}

/** Operations that an entity lets its clients do. */
export type EntityStatus = 'Active' | 'Disabled' | 'SendDisabled' | 'ReceiveDisabled';

const MINUTE = 60_000;

/** The service's own defaults. */
export const DEFAULT_QUEUE_SETTINGS: QueueSettings = {
  lockDuration: MINUTE,
  maxDeliveryCount: 10,
  defaultTimeToLive: Number.POSITIVE_INFINITY,
  deadLetteringOnExpiration: false,
  requiresSession: false,
  duplicateWindow: undefined,
  maxMessageBytes: 256 * 1024,
  maxEntityBytes: 1024 * 1024 * 1024,
  forwardTo: undefined,
  forwardDeadLettersTo: undefined,
  autoDeleteOnIdle: Number.POSITIVE_INFINITY,
  status: 'Active',
  userMetadata: undefined,
};
