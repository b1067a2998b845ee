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
 * Says when a record is looked at again, not before `latestEffectMs` have passed and at most half as long
 * after that. Keys are spread, so that many that are erased together are not looked at together. Pure.
 */
export function lookTime(now: number, latestEffectMs: number, key: string): LookTime {
  const length = Math.max(1, Math.floor(latestEffectMs / PERIODS));
  const period = Math.ceil((now + latestEffectMs) / length);
  return { period, dueAt: period * length + (hashOf(key) % length) };
}

/** The message id of a look: the same for all that are one. Service Bus allows 128 characters. */
export function lookId(key: string, why: 'erased' | 'unanswered', period: number): string {
  return `second-look-${createHash('sha256').update(`${key}/${why}/${period}`).digest('hex')}`;
}

function hashOf(key: string): number {
  return createHash('sha256').update(key).digest().readUInt32BE();
}
