import { describe, expect, it } from '@jest/globals';
import { createManualClock } from '@spotler-connector/clock/testing';
import { aTerminal } from '../testing/a-terminal.ts';
import { createProgress, progressText } from './progress.ts';

describe('createProgress', () => {
  it('draws a bar on a terminal', async () => {
    const terminal = aTerminal({ isTTY: true });
    const clock = createManualClock();
    const progress = createProgress(terminal, 100, clock);
    await clock.advance(10_000);
    progress.show(50);
    expect(terminal.stderr()).toContain('[########        ] 50 of 100, 5 per second, 10s left');
  });

  it('redraws no more often than ten times a second', async () => {
    const terminal = aTerminal({ isTTY: true });
    const clock = createManualClock();
    const progress = createProgress(terminal, 100, clock);
    await clock.advance(99);
    progress.show(1);
    expect(terminal.stderr()).toBe('');
    await clock.advance(1);
    progress.show(2);
    expect(terminal.stderr()).toContain('2 of 100');
  });

  it('writes a plain line now and then elsewhere', async () => {
    const terminal = aTerminal();
    const clock = createManualClock();
    const progress = createProgress(terminal, 1_000, clock);
    for (let done = 1; done <= 1_000; done += 1) {
      await clock.advance(25);
      progress.show(done);
    }
    expect(terminal.stderr().split('\n')).toEqual([
      '400 of 1000, 40 per second, 15s left',
      '800 of 1000, 40 per second, 5s left',
      '1000 of 1000, 40 per second',
      '',
    ]);
  });

  it('says nothing of a rate before time has passed', () => {
    expect(progressText(0, 10, 0)).toBe('0 of 10, 0 per second');
  });
});
