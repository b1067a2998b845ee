import { describe, expect, it } from '@jest/globals';
import { duration } from './duration.ts';

function read(text: string): number | undefined {
  const result = duration(1, 7_200).decode(text);
  return result._tag === 'Right' ? result.right : undefined;
}

describe('a duration', () => {
  it.each([
    ['PT15M', 900_000],
    ['pt1h30m', 5_400_000],
    ['PT1S', 1_000],
    ['PT2H', 7_200_000],
  ])('%s is %d milliseconds', (text, milliseconds) => {
    expect(read(text)).toBe(milliseconds);
  });

  it.each(['15', '15m', 'PT', 'PT0S', 'PT2H1S', 'P1D', 'PT1.5S', 'PT-1M', 'PT15M '])('%s is none', (text) => {
    expect(read(text)).toBeUndefined();
  });
});
