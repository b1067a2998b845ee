import { describe, expect, it } from '@jest/globals';
import { understood } from '../testing/understood.ts';
import { BOUNDS } from './bounds.ts';
import { toDuration } from './duration-argument.ts';
import { toTimestamp } from './timestamp-argument.ts';

const NOON = Date.parse('2026-01-31T12:00:00Z');
const SECOND_MS = 1_000;

/** For each of the bounds the options that keep them, and how a number of theirs is written. */
const OPTIONS: Record<keyof typeof BOUNDS, { lines: string[]; written: (value: number) => string }> = {
  rate: {
    lines: [
      'dead-letter replay --all --rate',
      'dead-letter purge --all --rate',
      'dead-letter import a --rate',
      'dead-letter list --peek-rate',
      'dead-letter watch --peek-rate',
    ],
    written: String,
  },
  every: { lines: ['dead-letter watch --every'], written: seconds },
  rampWait: {
    lines: [
      'dead-letter replay --all --ramp-wait',
      'dead-letter replay --all --wait',
      'brake release --all --wait',
    ],
    written: seconds,
  },
  ago: {
    lines: ['dead-letter purge --older-than', 'dead-letter list --since', 'dead-letter list --until'],
    written: seconds,
  },
  maxReplays: { lines: ['dead-letter replay --all --max-replays'], written: String },
  releases: { lines: ['brake release --count'], written: String },
  page: { lines: ['dead-letter list --each --page'], written: String },
  limit: { lines: ['dead-letter list --each --limit'], written: String },
  skip: { lines: ['dead-letter import a --skip'], written: String },
};

function seconds(ms: number): string {
  return `${Math.ceil(ms / SECOND_MS)}s`;
}

const CASES = Object.entries(OPTIONS).flatMap(([name, { lines, written }]) => {
  const bounds = Object.entries(BOUNDS).find(([each]) => each === name)?.[1] ?? {
    min: Number.NaN,
    max: Number.NaN,
  };
  return lines.map((line) => ({ line, ...bounds, written }));
});

describe('an option with bounds', () => {
  it.each(CASES)('takes its least and its most: $line', async ({ line, min, max, written }) => {
    expect(await understood(`${line} ${written(min)}`, NOON)).toBeDefined();
    expect(await understood(`${line} ${written(max)}`, NOON)).toBeDefined();
  });

  it.each(CASES)('refuses more than its most: $line', async ({ line, max, written }) => {
    await expect(understood(`${line} ${written(max + 1)}`, NOON)).rejects.toThrow(/from \S+ to \S+\.$/);
  });

  it.each(CASES.filter(({ min }) => min > 0))(
    'refuses less than its least: $line',
    async ({ line, min, written }) => {
      await expect(
        understood(`${line} ${written(min - SECOND_MS < 0 ? min - 1 : min - SECOND_MS)}`, NOON),
      ).rejects.toThrow(/from \S+ to \S+\.$/);
    },
  );

  it.each(CASES)('refuses what is no number of its kind: $line', async ({ line }) => {
    for (const text of ['many', '1.5.1', '0x10', '1e3', '1w']) {
      await expect(understood(`${line} ${text}`, NOON)).rejects.toThrow();
    }
  });
});

describe('a duration', () => {
  it.each([
    ['45s', 45_000],
    ['90m', 5_400_000],
    ['12h', 43_200_000],
    ['30d', 2_592_000_000],
  ])('is read: %s', (text, ms) => {
    expect(toDuration(text, BOUNDS.ago)).toBe(ms);
  });

  it.each(['30', '1w', '1.5h', '-1h', '1 h', '1H', ''])(
    'is refused without a unit that is known: "%s"',
    (text) => {
      expect(() => toDuration(text, BOUNDS.ago)).toThrow('A duration is');
    },
  );
});

describe('a timestamp', () => {
  it.each([
    ['2h', NOON - 7_200_000],
    ['2026-01-31', Date.parse('2026-01-31T00:00:00Z')],
    ['2026-01-31T12:00Z', NOON],
    ['2026-01-31T13:00:00+01:00', NOON],
  ])('is read: %s', (text, expected) => {
    expect(toTimestamp(text, NOON)).toBe(expected);
  });

  it.each(['yesterday', '2026-01-31T12:00', '2026-13-01', '1w', ''])('is refused: "%s"', (text) => {
    expect(() => toTimestamp(text, NOON)).toThrow('A timestamp is');
  });
});
