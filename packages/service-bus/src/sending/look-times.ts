import { createHash } from 'node:crypto';

/** The time of a second look, and which others it is one with. */
interface LookTime {
  /** When it is due, in milliseconds since the epoch. */
  readonly dueAt: number;
  /** The period in which it falls: all looks of one key within it are one. */
  readonly period: number;
}

/** Looks of one key that are due within so large a part of the latest effect are one. */
const PERIODS = 4;

/**
 * Whoever had read the record before may send a write that late: so long a call of Spotler's client may last.
 * The latest effect of that write counts from then on.
 */
const MAX_CALL_MS = 60_000;

/**
 * Says when a record is looked at again: when no write can take effect any more that rests on an earlier
 * reading, and at most half of `latestEffectMs` after that. Keys are spread, so that many that are erased
 * together are not looked at together. Pure.
 */
export function lookTime(now: number, latestEffectMs: number, key: string): LookTime {
  const length = Math.max(1, Math.floor(latestEffectMs / PERIODS));
  const earliest = now + latestEffectMs + Math.min(MAX_CALL_MS, latestEffectMs);
  const period = Math.ceil(earliest / length);
  return { period, dueAt: period * length + (hashOf(key) % length) };
}

/** The message id of a look: the same for all that are one. Service Bus allows 128 characters. */
function lookId(key: string, why: 'erased' | 'unanswered', period: number): string {
  return `second-look-${createHash('sha256').update(`${key}/${why}/${period}`).digest('hex')}`;
}

/** A contact that is looked at once more. */
export interface LookedAt {
  /** The record that it belongs to. */
  readonly ref: { readonly table: string; readonly id: string };
  /** The id that Spotler knows it by; undefined for the one that the record has. */
  readonly externalId: string | undefined;
  /** When it was erased, in milliseconds since the epoch; undefined when it was not. */
  readonly erasedAt?: number | undefined;
}

/**
 * The message id of a contact's second look, and when that is due, in milliseconds since the epoch: the same
 * for all who ask at about one time, so that they ask for one look. One after an erasure does more than one
 * after an unanswered write. Pure.
 */
export function lookAfter(
  { ref, externalId, erasedAt }: LookedAt,
  now: number,
  latestEffectMs: number,
): { readonly id: string; readonly dueAt: number } {
  const key = `${ref.table}/${ref.id}/${externalId ?? ''}`;
  const { period, dueAt } = lookTime(now, latestEffectMs, key);
  return { id: lookId(key, erasedAt === undefined ? 'unanswered' : 'erased', period), dueAt };
}

function hashOf(key: string): number {
  return createHash('sha256').update(key).digest().readUInt32BE();
}
