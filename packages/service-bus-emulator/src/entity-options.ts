import { parseIsoDuration } from './iso-duration.ts';
import { DEFAULT_QUEUE_SETTINGS, type QueueSettings } from './semantics/queue-settings.ts';

/** How a queue behaves; the names are those of the official client's `CreateQueueOptions`. Durations are ISO 8601, e.g. `PT30S`. */
export interface CreateQueueOptions {
  /** How long a message, or a session, stays locked. Default `PT1M`. */
  readonly lockDuration?: string | undefined;
  /** After this many deliveries a message goes to the dead letters. Default 10. */
  readonly maxDeliveryCount?: number | undefined;
  /** True for a queue that is received from session by session. Default false. */
  readonly requiresSession?: boolean | undefined;
  /** True to drop messages whose id came in already within the window below. Default false. */
  readonly requiresDuplicateDetection?: boolean | undefined;
  /** How long message ids are remembered. Default `PT10M`. */
  readonly duplicateDetectionHistoryTimeWindow?: string | undefined;
  /** The longest that a message lives, and the default. Default: for ever. */
  readonly defaultMessageTimeToLive?: string | undefined;
  /** True to move expired messages to the dead letters; false to drop them. Default false. */
  readonly deadLetteringOnMessageExpiration?: boolean | undefined;
  /** The largest message, or batch, in kilobytes. Default 256. */
  readonly maxMessageSizeInKilobytes?: number | undefined;
  /** How much the entity holds, in megabytes; beyond that senders are refused. Default 1024. */
  readonly maxSizeInMegabytes?: number | undefined;
}

/** How a topic behaves; names and defaults as for a queue. */
export type CreateTopicOptions = Pick<
  CreateQueueOptions,
  | 'requiresDuplicateDetection'
  | 'duplicateDetectionHistoryTimeWindow'
  | 'defaultMessageTimeToLive'
  | 'maxMessageSizeInKilobytes'
  | 'maxSizeInMegabytes'
>;

const DEFAULT_WINDOW = 10 * 60_000;

/** Options of the official client that would change what a test sees, and that we do not have. */
const UNSUPPORTED = ['forwardTo', 'forwardDeadLetteredMessagesTo'];

/** Refuses what is asked for in vain, for callers that are not type-checked. */
function refuseUnsupported(options: object): void {
  for (const [name, value] of Object.entries(options)) {
    if (UNSUPPORTED.includes(name) && value) throw new TypeError(`${name} is not supported.`);
    if (name === 'status' && value !== 'Active')
      throw new TypeError('status is not supported, unless it is Active.');
  }
}

/** Turns options into settings; throws a TypeError that names the option when one is not valid or not supported. */
export function settingsFrom(options: CreateQueueOptions): QueueSettings {
  refuseUnsupported(options);
  const duration = (name: keyof CreateQueueOptions, absent: number): number => {
    const text = options[name];
    if (text === undefined) return absent;
    const value = typeof text === 'string' ? parseIsoDuration(text) : undefined;
    if (value === undefined || value <= 0)
      throw new TypeError(`${name} must be an ISO 8601 duration such as PT30S.`);
    return value;
  };
  const count = (name: keyof CreateQueueOptions, absent: number): number => {
    const value = options[name] ?? absent;
    if (typeof value !== 'number' || !(value >= 1))
      throw new TypeError(`${name} must be a number of at least 1.`);
    return value;
  };
  const defaults = DEFAULT_QUEUE_SETTINGS;
  return {
    lockDuration: duration('lockDuration', defaults.lockDuration),
    maxDeliveryCount: count('maxDeliveryCount', defaults.maxDeliveryCount),
    defaultTimeToLive: duration('defaultMessageTimeToLive', defaults.defaultTimeToLive),
    deadLetteringOnExpiration: options.deadLetteringOnMessageExpiration ?? defaults.deadLetteringOnExpiration,
    requiresSession: options.requiresSession ?? defaults.requiresSession,
    duplicateWindow:
      options.requiresDuplicateDetection === true
        ? duration('duplicateDetectionHistoryTimeWindow', DEFAULT_WINDOW)
        : undefined,
    maxMessageBytes: count('maxMessageSizeInKilobytes', defaults.maxMessageBytes / 1024) * 1024,
    maxEntityBytes: count('maxSizeInMegabytes', defaults.maxEntityBytes / 1024 ** 2) * 1024 ** 2,
  };
}
