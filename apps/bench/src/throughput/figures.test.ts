import { describe, expect, it } from '@jest/globals';
import { backlogFigures } from './bench-backlog.ts';
import { safeguardFigures } from './bench-safeguards.ts';
import type { Run } from './measure-run.ts';

const RUN: Run = {
  messagesPerSecond: 100,
  dataversePerMessage: 1,
  spotlerPerMessage: 1,
  cpuMsPerMessage: 2,
  peakMegabytes: 100,
};

describe('the figures', () => {
  it('of a backlog set many waiting messages beside few', () => {
    const figures = backlogFigures([
      { waiting: 1_000, messagesPerSecond: 800, peakMegabytes: 150 },
      { waiting: 10_000, messagesPerSecond: 1_000, peakMegabytes: 180 },
    ]);
    expect(figures.map(({ what, ratio }) => [what, ratio])).toEqual([
      ['a sync while 10 000 messages wait', 0.8],
      ['most resident memory while 10 000 messages wait', 1.2],
    ]);
    expect(backlogFigures([])).toEqual([]);
  });

  it('of safeguards set each beside what the worker does without it', () => {
    const figures = safeguardFigures({
      bare: { ...RUN, messagesPerSecond: 220 },
      withLedger: { ...RUN, messagesPerSecond: 200 },
      withLedgerAndBrake: { ...RUN, messagesPerSecond: 160 },
    });
    expect(figures.map(({ ratio }) => ratio)).toEqual([1.1, 1.25]);
    expect(figures[1]?.ours).toBe('160 a second, 2.0 ms of CPU each');
  });
});
