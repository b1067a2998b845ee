import { describe, expect, it } from '@jest/globals';
import { createManualClock } from '@spotler-connector/clock/testing';
import { aTerminal } from '../testing/a-terminal.ts';
import { checkClock } from './check-clock.ts';

function check(theirs: number | undefined | Error, terminal = aTerminal()) {
  return checkClock({
    servers: [{ name: 'Spotler', url: 'http://spotler' }],
    clock: createManualClock(1_000_000),
    terminal,
    askTime: async () => {
      if (theirs instanceof Error) throw theirs;
      return theirs;
    },
  });
}

describe('checkClock', () => {
  it.each([
    [1_000_000, 'ok', 'agrees with that of Spotler'],
    [1_030_000, 'ok', 'agrees'],
    [1_030_001, 'warning', '30 s behind that of Spotler'],
    [1_300_000, 'warning', '300 s behind that of Spotler'],
    [699_999, 'failed', '300 s ahead of that of Spotler'],
  ])('a server that says %d: %s', async (theirs, status, says) => {
    expect(await check(theirs)).toEqual([
      expect.objectContaining({ area: 'clock', status, says: expect.stringContaining(says) }),
    ]);
  });

  it('leaves out a server that says nothing, or can not be asked', async () => {
    expect(await check(undefined)).toEqual([]);
    const terminal = aTerminal({ debug: true });
    expect(await check(new Error('canary'), terminal)).toEqual([]);
    expect(terminal.stderr()).toContain('check-clock.test.ts');
    expect(terminal.stderr()).not.toContain('canary');
  });
});
