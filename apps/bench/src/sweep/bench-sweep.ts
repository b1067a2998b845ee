import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleApp } from '@spotler-connector/bundling';
import { systemClock } from '@spotler-connector/clock';
import {
  type CliOptions,
  QUEUE,
  registerServices,
  runCli,
  type Services,
  startCli,
  startServices,
  workerEnvironment,
} from '@spotler-connector/local-services';
import { agree, changeSome, populate } from './populate.ts';
import { costIn, type Findings, findingsIn } from './sweep-output.ts';

/** Costs of dry runs of a sweep. */
export interface SweepCost {
  readonly people: number;
  readonly findings: Findings;
  /** HTTP requests to each system. */
  readonly requests: Requests;
  /** From the start of the process to its end. */
  readonly seconds: number;
  /** The same, divided by the time of all answers together. */
  readonly ratio: number;
  /** Peak memory of the process, in megabytes. */
  readonly peakMb: number;
  /** Requests of a sweep that was killed so many times and went on, above those of one that was not. */
  readonly killed: { readonly kills: number; readonly more: number; readonly sameFindings: boolean };
  /** The same of a sweep of what changed, one in a thousand; and of one when it is not known any more. */
  readonly nightly: { readonly requests: Requests; readonly findings: Findings; readonly expired: Requests };
}

/** Requests to each system. */
export interface Requests {
  readonly dataverse: number;
  readonly spotler: number;
}

/** Size of the measurement. */
export interface SweepBenchOptions {
  /** How many people there are in each system. */
  readonly people: number;
  /** How often the second sweep is killed. */
  readonly kills: number;
  /** Chance, at least 0 and less than 1. */
  readonly random: () => number;
  /** The bundled command line. Default: it is bundled first. */
  readonly entry?: string | undefined;
}

const CLI = fileURLToPath(new URL('../../../cli', import.meta.url));
const SUM = new URL('./sum-of-answers.ts', import.meta.url).href;
const DRY = ['sweep', '--dry-run', '--json'];
const DAY_MS = 86_400_000;

/** Sweeps so many people in simulators, as a process of its own: once, once with kills, and what changed. */
export async function benchSweep(options: SweepBenchOptions): Promise<SweepCost> {
  const { people, kills, random } = options;
  const folder = await mkdtemp(join(tmpdir(), 'sweep-bench-'));
  const time = { offset: 0 };
  const dataverseClock = { ...systemClock, now: () => systemClock.now() + Math.max(0, time.offset) };
  const spotlerClock = { ...systemClock, now: () => systemClock.now() + Math.min(0, time.offset) };
  const services = await startServices({
    registered: false,
    spotlerClock,
    dataverse: { clock: dataverseClock },
  });
  const counted = countedBy(services);
  try {
    // They were changed before the first sweep began.
    time.offset = -DAY_MS;
    await populate(services, people);
    time.offset = 0;
    await registerServices(services.dataverse, services.serviceBus, { queue: QUEUE });
    const entry = options.entry ?? (await bundleApp({ folder: CLI, outFolder: join(folder, 'cli') })).entry;
    const env = { ...workerEnvironment(services), SPOTLER_STATE: `file:${join(folder, 'state')}` };
    const cli = { env, entry };
    const full = await counted(() => runCli(DRY, { ...cli, imports: [SUM] }));
    const { ms, elapsedMs, peakMb } = costIn(full.result.stderr);
    const findings = findingsIn(full.result.stdout);
    await agree(services, people);
    await runCli(DRY, cli);
    await changeSome(services, people);
    const nightly = await counted(() => runCli(DRY, cli));
    time.offset = 8 * DAY_MS;
    const expired = await counted(() => runCli(DRY, cli));
    time.offset = 0;
    const resumed = await counted(() => withKills(cli, elapsedMs, kills, random));
    return {
      people,
      findings,
      requests: full.requests,
      seconds: Math.round(elapsedMs / 1_000),
      ratio: elapsedMs / ms,
      peakMb,
      killed: {
        kills,
        more: totalOf(resumed.requests) - totalOf(expired.requests),
        sameFindings:
          JSON.stringify(findingsIn(resumed.result)) === JSON.stringify(findingsIn(expired.result.stdout)),
      },
      nightly: {
        requests: nightly.requests,
        findings: findingsIn(nightly.result.stdout),
        expired: expired.requests,
      },
    };
  } finally {
    await services.close();
    await rm(folder, { recursive: true });
  }
}

/** Requests to both systems. */
export function totalOf({ dataverse, spotler }: Requests): number {
  return dataverse + spotler;
}

function countedBy({ dataverse, spotler }: Services) {
  return async <T>(run: () => Promise<T>): Promise<{ result: T; requests: Requests }> => {
    const before = { dataverse: dataverse.requests(), spotler: spotler.requests().length };
    const result = await run();
    const requests = {
      dataverse: dataverse.requests() - before.dataverse,
      spotler: spotler.requests().length - before.spotler,
    };
    return { result, requests };
  };
}

async function withKills(
  options: CliOptions,
  elapsedMs: number,
  kills: number,
  random: () => number,
): Promise<string> {
  for (let kill = 0; kill < kills; kill++) {
    const cli = startCli([...DRY, kill === 0 ? '--full' : '--resume'], options);
    await systemClock.sleep((elapsedMs / (kills + 1)) * (0.5 + random() / 2));
    cli.child.kill('SIGKILL');
    await cli.ended;
  }
  // One that was killed before it began, or after it ended, has left nothing to go on with.
  const { stdout, exitCode } = await runCli([...DRY, '--resume'], options);
  return exitCode === 0 ? stdout : (await runCli([...DRY, '--full'], options)).stdout;
}
