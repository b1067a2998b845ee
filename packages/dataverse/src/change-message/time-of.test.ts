import { describe, expect, it } from '@jest/globals';
import { timeOf } from './time-of.ts';

describe('the time of a change', () => {
  it.each([
    ['/Date(1506409448000+0000)/', 1_506_409_448_000],
    ['/Date(1506409448000+0200)/', 1_506_409_448_000],
    ['/Date(1506409448000)/', 1_506_409_448_000],
    ['/Date(0)/', 0],
    ['/Date(253402300799999)/', 253_402_300_799_999],
  ])('is read from %s', (text, time) => {
    expect(timeOf(text)).toBe(time);
  });

  it.each([
    '',
    'yesterday',
    '/Date(-62135596800000)/',
    '/Date(253402300800000)/',
    'on /Date(0)/',
    '/Date(0)/ or so',
    ['/Date(0)/'],
    '/Date(1e9)/',
    5,
    null,
    undefined,
    {},
  ])('is unknown for %p', (value) => {
    expect(timeOf(value)).toBeNull();
  });
});
