import type { Measurement } from '../report.ts';
import { type Safeguards, startErasingWorker } from './contender.ts';
import { measureRun, type Run } from './measure-run.ts';
import { medianRun } from './median-run.ts';
import { startSystems } from './systems-process.ts';

/** Medians of erasures by the worker. */
export interface ErasuresWithSafeguards {
  /** With neither ledger nor brake. */
  readonly bare: Run;
  readonly withLedger: Run;
  readonly withLedgerAndBrake: Run;
}

/** Size of the measurement. */
export interface SafeguardOptions {
  /** Records of a run. Default 1000. */
  readonly records?: number | undefined;
  /** Runs of each, in turn. Default 5. */
  readonly rounds?: number | undefined;
  /** The bundled worker. Default: its sources. */
  readonly entry?: string | undefined;
}

const NONE: Safeguards = { ledger: false, brake: false };
const LEDGER: Safeguards = { ledger: true, brake: false };
const BOTH: Safeguards = { ledger: true, brake: true };

/** Measures what ledger and brake cost an erasure. */
export async function benchSafeguards(options: SafeguardOptions = {}): Promise<ErasuresWithSafeguards> {
  const { records = 1_000, rounds = 5, entry } = options;
  const systems = await startSystems();
  const fill = { records, changes: 1, order: 'shuffled', refusing: true } as const;
  const runs = new Map<Safeguards, Run[]>([NONE, LEDGER, BOTH].map((each) => [each, []]));
  try {
    for (let round = 0; round < rounds; round += 1) {
      for (const [safeguards, ofThese] of runs) {
        ofThese.push(
          await measureRun(systems, fill, (addresses) => startErasingWorker(addresses, safeguards, entry)),
        );
      }
    }
    const median = (safeguards: Safeguards) => medianRun(runs.get(safeguards) ?? []);
    return { bare: median(NONE), withLedger: median(LEDGER), withLedgerAndBrake: median(BOTH) };
  } finally {
    await systems.close();
  }
}

/** The figures of docs/performance.md. Pure. */
export function safeguardFigures({
  bare,
  withLedger,
  withLedgerAndBrake,
}: ErasuresWithSafeguards): Measurement[] {
  return [
    figure('an erasure with the ledger', withLedger, 'without ledger and brake', bare),
    figure('an erasure with ledger and brake', withLedgerAndBrake, 'with the ledger only', withLedger),
  ];
}

function figure(what: string, ours: Run, baseline: string, theirs: Run): Measurement {
  const ratio = theirs.messagesPerSecond / ours.messagesPerSecond;
  return { what, baseline, ours: costOf(ours), theirs: costOf(theirs), ratio, limit: 1.25 };
}

function costOf({ messagesPerSecond, cpuMsPerMessage }: Run): string {
  return `${messagesPerSecond.toFixed(0)} a second, ${cpuMsPerMessage.toFixed(1)} ms of CPU each`;
}
