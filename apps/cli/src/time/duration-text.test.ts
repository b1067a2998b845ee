import { describe, expect, it } from '@jest/globals';
import { durationText } from './duration-text.ts';

describe('durationText', () => {
  it.each([
    [-5_000, '0s'],
    [0, '0s'],
    [499, '0s'],
    [500, '1s'],
    [59_400, '59s'],
    [59_600, '1m'],
    [3_600_000, '1h'],
    [90_000_000, '1d 1h'],
    [90_061_000, '1d 1h'],
  ])('%d ms is %s', (ms, text) => {
    expect(durationText(ms)).toBe(text);
  });
});
