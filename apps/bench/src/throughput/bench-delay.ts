import type { ServiceAddresses } from '@spotler-connector/local-services';
import type { Measurement } from '../report.ts';
import { measureAnswers } from './bare-answers.ts';
import { type Contender, startWorker } from './contender.ts';
import { measureRun } from './measure-run.ts';
import type { SystemsProcess } from './systems-process.ts';
import { startSystems } from './systems-process.ts';
import type { Percentiles } from './systems-protocol.ts';

/** Delays at one share of what the worker can do. */
export interface DelayAt {
  /** Between 0 and 1. */
  readonly share: number;
  readonly perSecond: number;
  readonly delays: Percentiles;
  /** The sum of the answers that a change waits for, in milliseconds, as a bare client measures it. */
  readonly answersMs: number;
}

/** Size of the measurement. */
export interface DelayOptions {
  /** Records that change in turn. Default 2000. */
  readonly records?: number | undefined;
  /** Seconds for each share. Default 10. */
  readonly seconds?: number | undefined;
  /** The bundled worker. Default: its sources. */
  readonly entry?: string | undefined;
}

const SHARES = [0.1, 0.5, 0.8];

/** Measures how long a change of a known contact takes at 10, 50 and 80 % of what the worker can do. */
export async function benchDelay(options: DelayOptions = {}): Promise<readonly DelayAt[]> {
  const { records = 2_000, seconds = 10, entry } = options;
  const start = (addresses: ServiceAddresses) => startWorker(addresses, entry);
  const systems = await startSystems();
  try {
    const known = { records, changes: 1, order: 'shuffled', refusing: false, known: true } as const;
    const { messagesPerSecond } = await measureRun(systems, known, start);
    return await withIdleWorker(systems, known, start, async () => {
      const answersMs = await measureAnswers(systems.addresses);
      const measured: DelayAt[] = [];
      for (const share of SHARES) {
        const perSecond = share * messagesPerSecond;
        const { delays } = await systems.changeEvenly({ perSecond, changes: Math.ceil(perSecond * seconds) });
        measured.push({ share, perSecond, delays, answersMs });
      }
      return measured;
    });
  } finally {
    await systems.close();
  }
}

/** Runs something beside a worker that has nothing left to do. */
async function withIdleWorker<T>(
  systems: SystemsProcess,
  fill: Parameters<SystemsProcess['fill']>[0],
  start: (addresses: ServiceAddresses) => Contender,
  run: () => Promise<T>,
): Promise<T> {
  await systems.fill(fill);
  const worker = start(systems.addresses);
  try {
    await systems.changeEvenly({ perSecond: 1, changes: 0 });
    return await run();
  } finally {
    await worker.stop();
  }
}

/** The figures of docs/performance.md: each delay beside the sum of the answers that it waits for. Pure. */
export function delayFigures(measured: readonly DelayAt[]): Measurement[] {
  return measured.flatMap(({ share, perSecond, delays, answersMs }) => {
    const load = `${Math.round(share * 100)} % of capacity (${perSecond.toFixed(0)} a second)`;
    return (['p50', 'p95', 'p99'] as const).map((percentile) => ({
      what: `delay of a change at ${load}, ${percentile}`,
      baseline: 'the sum of answers to a bare client',
      ours: `${delays[percentile].toFixed(0)} ms`,
      theirs: `${answersMs.toFixed(0)} ms`,
      ratio: delays[percentile] / answersMs,
      limit: share === SHARES[0] && percentile === 'p50' ? 1.1 : Number.POSITIVE_INFINITY,
    }));
  });
}
