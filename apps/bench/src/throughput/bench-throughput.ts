import type { ServiceAddresses } from '@spotler-connector/local-services';
import { type Contender, startErasingWorker, startLoop, startWorker } from './contender.ts';
import { measureRun, type Run } from './measure-run.ts';
import { medianRun } from './median-run.ts';
import { type SystemsProcess, startSystems } from './systems-process.ts';
import type { Fill } from './systems-protocol.ts';

/** Medians of the runs of each contender. */
export interface Throughput {
  /** Syncs of distinct records: the loop with 16 messages at once, the loop with 64, the worker. */
  readonly syncs: readonly [loop16: Run, loop64: Run, worker: Run];
  /** Erasures: the loop with 16, and the worker, which reads back, with ledger and brake. */
  readonly erasures: readonly [loop16: Run, worker: Run];
  /** The worker with twenty changes of each record, side by side and shuffled. */
  readonly bursts: readonly [adjacent: Run, shuffled: Run];
}

/** Size of the measurement. */
export interface ThroughputOptions {
  /** Distinct records of a run. Default 2000. */
  readonly records?: number | undefined;
  /** Records of a burst. Default 500. */
  readonly burstRecords?: number | undefined;
  /** Runs of each contender, in turn. Default 5. */
  readonly rounds?: number | undefined;
  /** The bundled worker. Default: its sources. */
  readonly entry?: string | undefined;
}

const CHANGES = 20;

type Start = (addresses: ServiceAddresses) => Contender | Promise<Contender>;

/**
 * Measures the worker beside the loop that one writes by hand: A B A B in one run, each round over the same
 * systems, which run in a process of their own and answer after 20 ms (Dataverse) and 50 ms (Spotler).
 */
export async function benchThroughput(options: ThroughputOptions = {}): Promise<Throughput> {
  const { records = 2_000, burstRecords = 500, rounds = 5, entry } = options;
  const distinct: Fill = { records, changes: 1, order: 'shuffled', refusing: false };
  const burst: Fill = { ...distinct, records: burstRecords, changes: CHANGES };
  const refusing: Fill = { ...distinct, refusing: true };
  const loop16: Start = (addresses) => startLoop(16, addresses);
  const loop64: Start = (addresses) => startLoop(64, addresses);
  const worker: Start = (addresses) => startWorker(addresses, entry);
  const eraser: Start = (addresses) => startErasingWorker(addresses, { ledger: true, brake: true }, entry);
  const syncs: [Run[], Run[], Run[]] = [[], [], []];
  const erasures: [Run[], Run[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    await withSystems(async (systems) => {
      syncs[0].push(await measureRun(systems, distinct, loop16));
      syncs[1].push(await measureRun(systems, distinct, loop64));
      syncs[2].push(await measureRun(systems, distinct, worker));
      erasures[0].push(await measureRun(systems, refusing, loop16));
      erasures[1].push(await measureRun(systems, refusing, eraser));
    });
  }
  const bursts = await withSystems(
    async (systems): Promise<Throughput['bursts']> => [
      await measureRun(systems, { ...burst, order: 'adjacent' }, worker),
      await measureRun(systems, burst, worker),
    ],
  );
  return {
    syncs: [medianRun(syncs[0]), medianRun(syncs[1]), medianRun(syncs[2])],
    erasures: [medianRun(erasures[0]), medianRun(erasures[1])],
    bursts,
  };
}

/** Runs something with systems of its own, so that the rows of many runs do not slow the last ones down. */
async function withSystems<Measured>(run: (systems: SystemsProcess) => Promise<Measured>): Promise<Measured> {
  const systems = await startSystems();
  try {
    return await run(systems);
  } finally {
    await systems.close();
  }
}
