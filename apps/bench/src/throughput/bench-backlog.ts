import { systemClock } from '@spotler-connector/clock';
import type { Measurement } from '../report.ts';
import { startWorker } from './contender.ts';
import { startSystems } from './systems-process.ts';
import { untilState } from './until-state.ts';

/** Syncs while so many messages wait. */
export interface RunWithBacklog {
  readonly waiting: number;
  readonly messagesPerSecond: number;
  /** Most resident memory of the worker; NaN where the system does not tell. */
  readonly peakMegabytes: number;
}

/** Size of the measurement. */
export interface BacklogOptions {
  /** How many messages wait in each run, fewest first. Default 1000, 10 000 and 100 000. */
  readonly waiting?: readonly number[] | undefined;
  /** Messages that are measured. As many as a fourth of them come before. Default 3000. */
  readonly messages?: number | undefined;
  /** Runs of each, in turn. Default 3. */
  readonly rounds?: number | undefined;
  /** The bundled worker. Default: its sources. */
  readonly entry?: string | undefined;
}

const WAITING = [1_000, 10_000, 100_000];

/** Measures the worker while few messages wait, and while many do: for each that is done another comes. */
export async function benchBacklog(options: BacklogOptions = {}): Promise<readonly RunWithBacklog[]> {
  const { waiting = WAITING, messages = 3_000, rounds = 3, entry } = options;
  const runs = waiting.map((): RunWithBacklog[] => []);
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, each] of waiting.entries()) runs[index]?.push(await runWith(each, messages, entry));
  }
  return runs.flatMap((each) => median(each) ?? []);
}

async function runWith(
  waiting: number,
  messages: number,
  entry: string | undefined,
): Promise<RunWithBacklog> {
  const systems = await startSystems({ elsewhere: true });
  try {
    // The worker has a thousand in hand, and none of them are about one record.
    await systems.fillBacklog({ waiting, records: 1.5 * messages + 1_000 });
    const worker = startWorker(systems.addresses, entry);
    try {
      const first = await untilState(systems, ({ completed }) => completed >= messages / 4);
      const begun = systemClock.monotonic();
      const last = await untilState(systems, ({ completed }) => completed >= first.completed + messages);
      const seconds = (systemClock.monotonic() - begun) / 1_000;
      const { peakMegabytes = Number.NaN } = (await worker.cost()) ?? {};
      return { waiting, messagesPerSecond: (last.completed - first.completed) / seconds, peakMegabytes };
    } finally {
      await worker.stop();
    }
  } finally {
    await systems.close();
  }
}

function median(runs: readonly RunWithBacklog[]): RunWithBacklog | undefined {
  const sorted = runs.toSorted((one, other) => one.messagesPerSecond - other.messagesPerSecond);
  return sorted[Math.floor(sorted.length / 2)];
}

/** The figures of docs/performance.md: each beside the run with the fewest that wait. Pure. */
export function backlogFigures([fewest, ...others]: readonly RunWithBacklog[]): Measurement[] {
  if (fewest === undefined) return [];
  return others.flatMap(({ waiting, messagesPerSecond, peakMegabytes }) => [
    {
      what: `a sync while ${grouped(waiting)} messages wait`,
      baseline: `while ${grouped(fewest.waiting)} wait`,
      ours: `${messagesPerSecond.toFixed(0)} a second`,
      theirs: `${fewest.messagesPerSecond.toFixed(0)} a second`,
      ratio: fewest.messagesPerSecond / messagesPerSecond,
      limit: 1.25,
    },
    {
      what: `most resident memory while ${grouped(waiting)} messages wait`,
      baseline: `while ${grouped(fewest.waiting)} wait`,
      ours: `${peakMegabytes.toFixed(0)} MB`,
      theirs: `${fewest.peakMegabytes.toFixed(0)} MB`,
      ratio: peakMegabytes / fewest.peakMegabytes,
      limit: 1.1,
    },
  ]);
}

function grouped(count: number): string {
  return count.toLocaleString('en').replaceAll(',', ' ');
}
