import type { Table } from '@spotler-connector/anonymization-policy';
import type { DeadLetter } from './dead-letter.ts';

/** Which dead letters are meant. What is undefined does not matter; everything else must hold. */
export interface LetterFilter {
  reason?: string;
  table?: Table | 'unknown';
  /** A record's id. */
  record?: string;
  /** Enqueued then or later, in milliseconds since 1970. */
  since?: number;
  /** Enqueued before then, in milliseconds since 1970. */
  until?: number;
}

/** Whether a dead letter is meant. One whose time is not known is not within any. */
export function matches(filter: LetterFilter, letter: DeadLetter): boolean {
  const { reason, table, record, since, until } = filter;
  if (reason !== undefined && letter.reason.toLowerCase() !== reason.toLowerCase()) return false;
  if (table !== undefined && letter.table !== table) return false;
  if (record !== undefined && !letter.records.some(({ id }) => id === record)) return false;
  const { enqueuedAt = Number.NaN } = letter;
  if (since !== undefined && !(enqueuedAt >= since)) return false;
  return until === undefined || enqueuedAt < until;
}
