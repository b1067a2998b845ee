import { expect, it } from '@jest/globals';
import { parseIsoDuration } from './iso-duration.ts';

it.each([
  ['PT30S', 30_000],
  ['PT1M', 60_000],
  ['PT1H30M', 5_400_000],
  ['P1DT1S', 86_401_000],
  ['PT0.5S', 500],
  ['P14D', 1_209_600_000],
  ['P10675199DT2H48M5.4775807S', Number.POSITIVE_INFINITY],
])('reads %s as %d milliseconds', (text, milliseconds) => {
  expect(parseIsoDuration(text)).toBe(milliseconds);
});

it.each(['', 'P', 'PT', 'P1DT', '30', 'PT-1S', '-PT1S', 'P1M', 'P1Y', 'P1W', 'pt1m', 'PT1M ', ' PT1M'])(
  'does not take "%s" for a duration',
  (text) => {
    expect(parseIsoDuration(text)).toBeUndefined();
  },
);
