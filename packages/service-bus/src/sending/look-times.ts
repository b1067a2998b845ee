import { createHash } from 'node:crypto';

/** The time of a second look, and which others it is one with. */
export interface LookTime {
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
export function lookId(key: string, why: 'erased' | 'unanswered', period: number): string {
  return `second-look-${createHash('sha256').update(`${key}/${why}/${period}`).digest('hex')}`;
}

function hashOf(key: string): number {
  return createHash('sha256').update(key).digest().readUInt32BE();
}
