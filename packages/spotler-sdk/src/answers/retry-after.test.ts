import { describe, expect, it } from '@jest/globals';
import { parseRetryAfter } from './retry-after.ts';

const NOW = Date.UTC(2026, 0, 1);

describe('parseRetryAfter', () => {
  it.each([
    ['0', 0],
    ['7', 7000],
    [' 7 ', 7000],
    ['Thu, 01 Jan 2026 00:01:00 GMT', 60_000],
    ['Thursday, 01-Jan-26 00:01:00 GMT', 60_000],
    ['9999999999', 9_999_999_999_000],
    ['Thu Jan  1 00:01:00 2026', 60_000],
    ['Thu, 01 Jan 2026 00:00:00 GMT', 0],
    ['Thu, 01 Jan 2020 00:00:00 GMT', 0],
  ])('reads %j as %d ms', (header, expected) => {
    expect(parseRetryAfter(header, NOW)).toBe(expected);
  });

  it.each([
    ...[undefined, '', ' ', '1.5', '-1', '-5', '1e3', '7 s', 's7', '9'.repeat(11), '9'.repeat(400)],
    ...[
      'tomorrow',
      'May 1',
      'May 2027',
      '2027-01-01',
      '2027-01-01T00:00:00Z',
      'thu, 01 Jan 2027 00:00:00 GMT',
    ],
    ...['Xyz, 99 Foo 2026 00:00:00 GMT', '(Thu, 01) 01 Jan 2027 00:01:00 GMT'],
  ])('finds nothing in %j', (header) => {
    expect(parseRetryAfter(header, NOW)).toBeUndefined();
  });
});
