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
}

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
};
