import { InvalidArgumentError } from 'commander';
import { durationText } from '../time/duration-text.ts';
import type { Bounds } from './bounds.ts';

const UNITS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const FORM = /^(\d{1,9})([smhd])$/;

/**
 * Reads a duration such as `30d`, `12h`, `90m` or `45s`, in milliseconds.
 *
 * @throws {InvalidArgumentError} for another form, and for a duration outside its bounds.
 */
export function toDuration(text: string, { min, max }: Bounds): number {
  const [, count, unit = ''] = FORM.exec(text) ?? [];
  if (count === undefined) {
    throw new InvalidArgumentError('A duration is a whole number with s, m, h or d, such as 30d.');
  }
  const duration = Number(count) * (UNITS[unit] ?? Number.NaN);
  if (duration >= min && duration <= max) return duration;
  throw new InvalidArgumentError(`This duration is from ${durationText(min)} to ${durationText(max)}.`);
}
