import { InvalidArgumentError } from 'commander';

const UNITS = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const DATE = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2}))?$/;

/** Reads a span of time such as `30d`, `12h`, `90m`, `45s`, in milliseconds. @throws {InvalidArgumentError} */
export function toSpan(text: string): number {
  const [, count, unit] = /^(\d{1,5})([smhd])$/.exec(text) ?? [];
  if (unit === 's' || unit === 'm' || unit === 'h' || unit === 'd') return Number(count) * UNITS[unit];
  throw new InvalidArgumentError('A span of time is a number with s, m, h or d, such as 30d.');
}

/**
 * Reads a moment in milliseconds since 1970: a span back from `now`, a day (which begins at midnight UTC), or a
 * date and time with its offset. @throws {InvalidArgumentError}
 */
export function toMoment(text: string, now: number): number {
  if (/^\d+[smhd]$/.test(text)) return now - toSpan(text);
  const moment = DATE.test(text) ? Date.parse(text) : Number.NaN;
  if (!Number.isNaN(moment)) return moment;
  throw new InvalidArgumentError('A moment is 2h (ago), 2026-01-31 or 2026-01-31T12:00Z.');
}
