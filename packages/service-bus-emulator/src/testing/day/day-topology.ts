import { DEFAULT_QUEUE_SETTINGS, type QueueSettings } from '../../semantics/queue-settings.ts';

/** An entity of the day. */
export interface DayEntity {
  readonly kind: 'queue' | 'topic' | 'subscription';
  readonly path: string;
  readonly settings: QueueSettings;
}

/** A rule as the emulator reads it; `colour` and `size` are the properties that messages have. */
export interface DayRule {
  readonly name: string;
  readonly sql?: string | undefined;
  /** The colour that a correlation filter wants. */
  readonly colour?: string | undefined;
  readonly action?: string | undefined;
}

function entity(kind: DayEntity['kind'], path: string, settings: Partial<QueueSettings> = {}): DayEntity {
  return { kind, path, settings: { ...DEFAULT_QUEUE_SETTINGS, maxDeliveryCount: 3, ...settings } };
}

export const TOPIC = 'news';
/** The subscription whose rules change all day. */
export const CHOSEN = `${TOPIC}/Subscriptions/chosen`;

/**
 * Entities with everything that interacts: sessions, expiry, duplicates, rules, ways to other entities that
 * end well, in a circle, or nowhere. Times to live are odd and all other times even, so that hardly two
 * things fall due at once.
 */
export const DAY: readonly DayEntity[] = [
  entity('queue', 'archive', { lockDuration: 20_000 }),
  entity('queue', 'plain', {
    lockDuration: 30_000,
    defaultTimeToLive: 600_001,
    deadLetteringOnExpiration: true,
  }),
  entity('queue', 'unique', { duplicateWindow: 120_000, defaultTimeToLive: 300_001 }),
  entity('queue', 'visits', {
    requiresSession: true,
    lockDuration: 40_000,
    defaultTimeToLive: 900_001,
    deadLetteringOnExpiration: true,
    forwardDeadLettersTo: 'archive',
  }),
  entity('queue', 'relay', { forwardTo: 'visits' }),
  entity('queue', 'circle-a', { forwardTo: 'circle-b' }),
  entity('queue', 'circle-b', { forwardTo: 'circle-a' }),
  entity('queue', 'lost', { forwardTo: 'missing' }),
  entity('topic', TOPIC, { defaultTimeToLive: 1_200_001 }),
  entity('subscription', `${TOPIC}/Subscriptions/all`, { deadLetteringOnExpiration: true }),
  entity('subscription', CHOSEN),
  entity('subscription', `${TOPIC}/Subscriptions/chained`, { forwardTo: 'plain' }),
  entity('subscription', `${TOPIC}/Subscriptions/series`, { requiresSession: true, lockDuration: 60_000 }),
];

/** The rules that `chosen` has at one time or another. */
export const RULES: readonly DayRule[] = [
  { name: '$Default', sql: '1 = 1' },
  { name: 'red', sql: "colour = 'red'" },
  { name: 'big', sql: "Size > 5 AND colour <> 'green'" },
  { name: 'blue', colour: 'blue' },
  { name: 'low', sql: 'size IN (1, 2, 3)', action: "SET stamp = 'low'; REMOVE colour" },
  { name: 'like', sql: "colour LIKE 'gr%' OR size IS NULL", action: "SET sys.SessionId = 's9'" },
  { name: 'sum', sql: 'NOT (size + 1 = 4) AND EXISTS(colour)' },
];
