import { describe, expect, it } from '@jest/globals';
import { checkClock } from './check-clock.ts';

const check = (theirs: number | undefined | Error) =>
  checkClock({
    servers: [{ name: 'Spotler', url: 'http://spotler' }],
    now: () => 1_000_000,
    askTime: async () => {
      if (theirs instanceof Error) throw theirs;
      return theirs;
    },
  });

describe('checkClock', () => {
  it.each([
    [1_000_000, 'ok', 'agrees with that of Spotler'],
    [1_020_000, 'ok', 'agrees'],
    [1_040_000, 'warning', '40 s behind that of Spotler'],
    [600_000, 'failed', '400 s ahead of that of Spotler'],
  ])('a server that says %d: %s', async (theirs, status, says) => {
    expect(await check(theirs)).toEqual([
      expect.objectContaining({ area: 'clock', status, says: expect.stringContaining(says) }),
    ]);
  });

  it('leaves out a server that says nothing, or can not be asked', async () => {
    expect(await check(undefined)).toEqual([]);
    expect(await check(new Error('away'))).toEqual([]);
  });
});
