import type { Measurement } from '../report.ts';
import { startWorkers } from './contender.ts';
import { measureRun, type Run } from './measure-run.ts';
import { medianRun } from './median-run.ts';
import { startSystems } from './systems-process.ts';

/** The median of the runs with so many workers. */
export interface RunOfWorkers {
  readonly workers: number;
  readonly run: Run;
}

/** Size of the measurement. */
export interface WorkersOptions {
  /** Distinct records of a run. Default 1500. */
  readonly records?: number | undefined;
  /** Runs of each number of workers, in turn. Default 5. */
  readonly rounds?: number | undefined;
  /** Numbers of workers, one among them. Default: 1, 2 and 4. */
  readonly numbers?: readonly number[] | undefined;
  /** The bundled worker. Default: its sources. */
  readonly entry?: string | undefined;
}

const NUMBERS = [1, 2, 4];

/** Measures syncs of distinct records by one worker and by several on one queue. */
export async function benchWorkers(options: WorkersOptions = {}): Promise<readonly RunOfWorkers[]> {
  const { records = 1_500, rounds = 5, numbers = NUMBERS, entry } = options;
  const systems = await startSystems();
  const runs = numbers.map((): Run[] => []);
  try {
    const fill = { records, changes: 1, order: 'shuffled', refusing: false } as const;
    for (let round = 0; round < rounds; round += 1) {
      for (const [index, workers] of numbers.entries()) {
        runs[index]?.push(
          await measureRun(systems, fill, (addresses) => startWorkers(workers, addresses, entry)),
        );
      }
    }
    return numbers.map((workers, index) => ({ workers, run: medianRun(runs[index] ?? []) }));
  } finally {
    await systems.close();
  }
}

/** The figures of docs/performance.md. Nothing is promised: workers share the cores of one machine. Pure. */
export function workersFigures(measured: readonly RunOfWorkers[]): Measurement[] {
  const one = measured.find(({ workers }) => workers === 1)?.run.messagesPerSecond ?? Number.NaN;
  return measured
    .filter(({ workers }) => workers > 1)
    .map(({ workers, run }) => ({
      what: `a sync of a distinct record by ${workers} workers`,
      baseline: 'one worker',
      ours: `${run.messagesPerSecond.toFixed(0)} a second`,
      theirs: `${one.toFixed(0)} a second`,
      ratio: one / run.messagesPerSecond,
      limit: Number.POSITIVE_INFINITY,
    }));
}
