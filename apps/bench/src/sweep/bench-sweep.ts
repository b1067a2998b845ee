import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleApp } from '@spotler-connector/bundling';
import { systemClock } from '@spotler-connector/clock';
import {
  QUEUE,
  registerServices,
  runCli,
  type Services,
  startCli,
  startServices,
  workerEnvironment,
} from '@spotler-connector/local-services';
import { populate } from './populate.ts';

/** Costs of a dry run of a sweep. */
export interface SweepCost {
  readonly people: number;
  /** Findings by kind. */
  readonly findings: Readonly<Record<string, number>>;
  /** HTTP requests to both systems. */
  readonly requests: number;
  /** From the start of the process to its end. */
  readonly seconds: number;
  /** The same, divided by the time of all answers together. */
  readonly ratio: number;
  /** Peak memory of the process, in megabytes. */
  readonly peakMb: number;
  /** Requests of a sweep that was killed so many times and went on, above those of one that was not. */
  readonly killed: { readonly kills: number; readonly more: number; readonly sameFindings: boolean };
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

/** Sweeps so many people in simulators, as a process of its own: once, and once with kills. */
export async function benchSweep({
  people,
  kills,
  random,
  entry: given,
}: SweepBenchOptions): Promise<SweepCost> {
  const folder = await mkdtemp(join(tmpdir(), 'sweep-bench-'));
  const services = await startServices({ registered: false });
  try {
    await populate(services, people);
    await registerServices(services.dataverse, services.serviceBus, { queue: QUEUE });
    const entry = given ?? (await bundleApp({ folder: CLI, outFolder: join(folder, 'cli') })).entry;
    const env = { ...workerEnvironment(services), SPOTLER_STATE: `file:${join(folder, 'state')}` };
    const before = requestsOf(services);
    const { stdout, stderr } = await runCli(['sweep', '--dry-run', '--json'], { env, entry, imports: [SUM] });
    const requests = requestsOf(services) - before;
    const cost = costIn(stderr);
    const findings = findingsIn(stdout);
    const resumed = await withKills({ env, entry }, cost.elapsedMs, kills, random);
    return {
      people,
      findings,
      requests,
      seconds: Math.round(cost.elapsedMs / 1_000),
      ratio: cost.elapsedMs / cost.ms,
      peakMb: cost.peakMb,
      killed: {
        kills,
        more: requestsOf(services) - before - 2 * requests,
        sameFindings: JSON.stringify(findingsIn(resumed)) === JSON.stringify(findings),
      },
    };
  } finally {
    await services.close();
    await rm(folder, { recursive: true });
  }
}

async function withKills(
  options: Parameters<typeof startCli>[1],
  elapsedMs: number,
  kills: number,
  random: () => number,
): Promise<string> {
  for (let kill = 0; kill < kills; kill++) {
    const resume = kill === 0 ? [] : ['--resume'];
    const cli = startCli(['sweep', '--dry-run', '--json', ...resume], options);
    await systemClock.sleep((elapsedMs / (kills + 1)) * (0.5 + random() / 2));
    cli.child.kill('SIGKILL');
    await cli.ended;
  }
  // One that was killed before it began, or after it ended, has left nothing to go on with.
  const { stdout, exitCode } = await runCli(['sweep', '--dry-run', '--json', '--resume'], options);
  return exitCode === 0 ? stdout : (await runCli(['sweep', '--dry-run', '--json'], options)).stdout;
}

function requestsOf({ dataverse, spotler }: Services): number {
  return dataverse.requests() + spotler.requests().length;
}

function costIn(stderr: string): { ms: number; elapsedMs: number; peakMb: number } {
  const [, json = '{}'] = /^answers (\{.*\})$/m.exec(stderr) ?? [];
  const { ms = Number.NaN, elapsedMs = Number.NaN, peakMb = Number.NaN } = JSON.parse(json);
  return { ms, elapsedMs, peakMb };
}

function findingsIn(stdout: string): Record<string, number> {
  const { findings = [] } = JSON.parse(stdout === '' ? '{}' : stdout);
  return Object.fromEntries(
    findings.map(({ kind, count }: { kind: string; count: number }) => [kind, count]),
  );
}
