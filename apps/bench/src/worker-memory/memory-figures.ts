import type { Measurement } from '../report.ts';
import type { MemoryTrend } from './memory-trend.ts';

/** The figures of docs/proofs.md. Pure. */
export function memoryFigures({
  retained,
  resident,
}: Readonly<Record<'retained' | 'resident', MemoryTrend>>): Measurement[] {
  return [memoryFigure('heap and buffers', retained), memoryFigure('resident memory (RSS)', resident)];
}

function memoryFigure(what: string, trend: MemoryTrend): Measurement {
  const { firstHalfBytes, secondHalfBytes, ratio, bytesPerMessage, noise, grows } = trend;
  const slope = `${kilobytes(bytesPerMessage * 1_000)} ± ${kilobytes(noise * 1_000)} KB per 1000 messages`;
  return {
    what: `${what} of the worker in the second half of 200 000 messages`,
    baseline: 'in the first half',
    ours: `${megabytes(secondHalfBytes)}, ${slope}, ${grows ? 'which is growth' : 'within noise of zero'}`,
    theirs: megabytes(firstHalfBytes),
    ratio,
    limit: 1.05,
  };
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

function kilobytes(bytes: number): string {
  return (bytes / 1e3).toFixed(1);
}
