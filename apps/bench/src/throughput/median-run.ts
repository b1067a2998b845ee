import type { Run } from './measure-run.ts';

/** Takes the median of each figure. Pure. */
export function medianRun(runs: readonly Run[]): Run {
  const median = (of: (run: Run) => number) => {
    const values = runs.map(of).toSorted((a, b) => a - b);
    return values[Math.floor(values.length / 2)] ?? Number.NaN;
  };
  return {
    messagesPerSecond: median((run) => run.messagesPerSecond),
    dataversePerMessage: median((run) => run.dataversePerMessage),
    spotlerPerMessage: median((run) => run.spotlerPerMessage),
    cpuMsPerMessage: median((run) => run.cpuMsPerMessage),
    peakMegabytes: median((run) => run.peakMegabytes),
  };
}
