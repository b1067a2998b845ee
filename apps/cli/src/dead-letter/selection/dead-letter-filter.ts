import type { Table } from '@spotler-connector/anonymization-policy';
import type { DeadLetter } from '../message/dead-letter.ts';

/** Which dead letters are meant. What is undefined does not matter; everything else must hold. */
export interface DeadLetterFilter {
  /** Numbers in the dead-letter queue. */
  readonly sequenceNumbers?: readonly string[] | undefined;
  readonly reason?: string | undefined;
  readonly table?: Table | 'unknown' | undefined;
  /** A record's id. */
  readonly record?: string | undefined;
  /** Enqueued then or later, in milliseconds since 1970. */
  readonly since?: number | undefined;
  /** Enqueued before then, in milliseconds since 1970. */
  readonly until?: number | undefined;
}

/** Whether a filter lets everything through. */
export function isEmpty(filter: DeadLetterFilter): boolean {
  return Object.values(filter).every((value) => value === undefined);
}

/** Whether a dead letter is meant. One whose time is not known is not within any. */
export function matches(filter: DeadLetterFilter, deadLetter: DeadLetter): boolean {
  const { sequenceNumbers, reason, table, record, since, until } = filter;
  if (sequenceNumbers !== undefined && !sequenceNumbers.includes(deadLetter.sequenceNumber)) return false;
  if (reason !== undefined && deadLetter.reason.toLowerCase() !== reason.toLowerCase()) return false;
  if (table !== undefined && deadLetter.table !== table) return false;
  if (record !== undefined && !deadLetter.records.some(({ id }) => id === record)) return false;
  const { enqueuedAt = Number.NaN } = deadLetter;
  if (since !== undefined && !(enqueuedAt >= since)) return false;
  return until === undefined || enqueuedAt < until;
}
