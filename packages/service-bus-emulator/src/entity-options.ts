import { parseIsoDuration } from './iso-duration.ts';
import { pathOf } from './semantics/entity-path.ts';
import { DEFAULT_QUEUE_SETTINGS, type EntityStatus, type QueueSettings } from './semantics/queue-settings.ts';

/**
 * How a queue behaves; the names are those of the official client's `CreateQueueOptions`. Durations are ISO
 * 8601, e.g. `PT30S`.
 */
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
  /** The queue or topic that messages are sent on to. Default: none. */
  readonly forwardTo?: string | undefined;
  /** The queue or topic that dead letters are sent on to. Default: none. */
  readonly forwardDeadLetteredMessagesTo?: string | undefined;
  /** How long it may be unused before it is deleted, at least `PT5M`. Default: for ever. */
  readonly autoDeleteOnIdle?: string | undefined;
  /** The operations that clients may do. Default `Active`. */
  readonly status?: EntityStatus | undefined;
  /** A note of yours, at most 1024 characters. Default: none. */
  readonly userMetadata?: string | undefined;
}

/** How a topic behaves; names and defaults as for a queue. */
export type CreateTopicOptions = Pick<
  CreateQueueOptions,
  | 'requiresDuplicateDetection'
  | 'duplicateDetectionHistoryTimeWindow'
  | 'defaultMessageTimeToLive'
  | 'maxMessageSizeInKilobytes'
  | 'maxSizeInMegabytes'
  | 'autoDeleteOnIdle'
  | 'status'
  | 'userMetadata'
>;

const DEFAULT_WINDOW = 10 * 60_000;

const STATUSES: readonly EntityStatus[] = ['Active', 'Disabled', 'SendDisabled', 'ReceiveDisabled'];
const MIN_IDLE = 5 * 60_000;
const MAX_METADATA_LENGTH = 1024;

/** Reads a status; throws a TypeError for what is none. */
export function entityStatus(text: string | undefined): EntityStatus | undefined {
  const status = STATUSES.find((each) => each === text);
  if (status === undefined && text !== undefined)
    throw new TypeError(`status must be one of ${STATUSES.join(', ')}.`);
  return status;
}

/** Refuses what no type would let through, for callers that are not type-checked. */
function refuseInvalid({ status, userMetadata = '' }: CreateQueueOptions): void {
  entityStatus(status);
  if (userMetadata.length > MAX_METADATA_LENGTH)
    throw new TypeError(`userMetadata must have at most ${MAX_METADATA_LENGTH} characters.`);
}

/** An empty name means none, as in the official emulator's configuration. */
function entityName(name: string | undefined): string | undefined {
  return name === undefined || name === '' ? undefined : pathOf(name);
}

/**
 * Turns options into settings; throws a TypeError that names the option when one is not valid or not
 * supported.
 */
export function settingsFrom(options: CreateQueueOptions): QueueSettings {
  refuseInvalid(options);
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
  const autoDeleteOnIdle = duration('autoDeleteOnIdle', defaults.autoDeleteOnIdle);
  if (autoDeleteOnIdle < MIN_IDLE) throw new TypeError('autoDeleteOnIdle must be at least PT5M.');
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
    forwardTo: entityName(options.forwardTo),
    forwardDeadLettersTo: entityName(options.forwardDeadLetteredMessagesTo),
    autoDeleteOnIdle,
    status: options.status ?? defaults.status,
    userMetadata: options.userMetadata,
  };
}
