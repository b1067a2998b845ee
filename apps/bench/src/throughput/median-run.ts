import { median } from '../median.ts';
import type { Run } from './measure-run.ts';

/** Takes the median of each figure. Pure. */
export function medianRun(runs: readonly Run[]): Run {
  const medianOf = (of: (run: Run) => number) => median(runs.map(of));
  return {
    messagesPerSecond: medianOf((run) => run.messagesPerSecond),
    dataversePerMessage: medianOf((run) => run.dataversePerMessage),
    spotlerPerMessage: medianOf((run) => run.spotlerPerMessage),
    cpuMsPerMessage: medianOf((run) => run.cpuMsPerMessage),
    peakMegabytes: medianOf((run) => run.peakMegabytes),
  };
}
