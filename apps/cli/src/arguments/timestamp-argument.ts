import { InvalidArgumentError } from 'commander';
import { BOUNDS } from './bounds.ts';
import { toDuration } from './duration-argument.ts';

const AGO = /^\d+[smhd]$/;
const DATE = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2}))?$/;

/**
 * Reads a timestamp in milliseconds since 1970: a duration back from `now`, a day (which begins at midnight
 * UTC), or a date and time with its offset.
 *
 * @throws {InvalidArgumentError}
 */
export function toTimestamp(text: string, now: number): number {
  if (AGO.test(text)) return now - toDuration(text, BOUNDS.ago);
  const timestamp = DATE.test(text) ? Date.parse(text) : Number.NaN;
  if (!Number.isNaN(timestamp)) return timestamp;
  throw new InvalidArgumentError('A timestamp is 2h (ago), 2026-01-31 or 2026-01-31T12:00Z.');
}
