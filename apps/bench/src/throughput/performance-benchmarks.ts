import { type Benchmark, MANY, MILLION } from '../benchmark.ts';
import { backlogFigures, benchBacklog } from './bench-backlog.ts';
import { benchDelay, delayFigures } from './bench-delay.ts';
import { benchFloor, floorFigures } from './bench-floor.ts';
import { benchSafeguards, safeguardFigures } from './bench-safeguards.ts';
import { benchThroughput } from './bench-throughput.ts';
import { benchWorkers, workersFigures } from './bench-workers.ts';
import { bundledWorker } from './bundled-worker.ts';
import { throughputFigures } from './throughput-figures.ts';

/** The benchmarks of docs/performance.md. They run the worker as its image has it. */
export const PERFORMANCE_BENCHMARKS: readonly Benchmark[] = [
  {
    name: 'throughput',
    page: 'performance',
    async run({ short = false } = {}) {
      const size = short ? { records: 1_500, burstRecords: 50, rounds: 1 } : {};
      return throughputFigures(await benchThroughput({ ...size, entry: await bundledWorker() }));
    },
  },
  {
    name: 'delay',
    page: 'performance',
    async run({ short = false } = {}) {
      const size = short ? { records: 300, seconds: 1 } : {};
      return delayFigures(await benchDelay({ ...size, entry: await bundledWorker() }));
    },
  },
  {
    name: 'floor',
    page: 'performance',
    // Parts of the worker's sources are replaced, so it is no bundle.
    run: async ({ short = false } = {}) =>
      floorFigures(await benchFloor(short ? { messages: 500, rounds: 1 } : {})),
  },
  {
    name: 'workers',
    page: 'performance',
    async run({ short = false } = {}) {
      const size = short ? { records: 300, rounds: 1 } : {};
      return workersFigures(await benchWorkers({ ...size, entry: await bundledWorker() }));
    },
  },
  {
    name: 'backlog',
    page: 'performance',
    async run({ short = false, full = false } = {}) {
      const size = short
        ? { waiting: [500, 2_000], messages: 200, rounds: 1 }
        : { waiting: [1_000, 10_000, MANY, ...(full ? [MILLION] : [])] };
      return backlogFigures(await benchBacklog({ ...size, entry: await bundledWorker() }));
    },
  },
  {
    name: 'safeguards',
    page: 'performance',
    async run({ short = false } = {}) {
      const size = short ? { records: 200, rounds: 1 } : {};
      return safeguardFigures(await benchSafeguards({ ...size, entry: await bundledWorker() }));
    },
  },
];
