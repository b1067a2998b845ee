import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { QUEUE, type ServiceAddresses, workerEnvironment } from '@spotler-connector/local-services';
import { peakIn } from '@spotler-connector/local-services/peak-memory';

/** Somebody who works the queue off, in a process of its own. */
export interface Contender {
  /** CPU so far, in milliseconds, and the most resident memory; undefined where the system does not tell. */
  cost(): Promise<{ readonly cpuMs: number; readonly peakMegabytes: number } | undefined>;
  /** Ends it, and resolves once its connections are closed. */
  stop(): Promise<void>;
}

const LOOP = fileURLToPath(new URL('./hand-written-loop.ts', import.meta.url));
const MANIFEST = new URL('../../../../package.json', import.meta.url);
const BARE_CLIENT = fileURLToPath(new URL('./bare-client.ts', import.meta.url));
const WORKER = fileURLToPath(new URL('../../../worker/src/main.ts', import.meta.url));

/** Starts the loop that one writes by hand, with so many messages at once. */
export function startLoop(
  concurrency: number,
  { serviceBus, dataverse, spotler }: ServiceAddresses,
): Contender {
  return started(LOOP, {}, [
    JSON.stringify({
      CONNECTION: serviceBus.connectionString,
      QUEUE,
      DATAVERSE: dataverse.url,
      SPOTLER: spotler.baseUrl,
      KEY: spotler.consumerKey,
      SECRET: spotler.consumerSecret,
      CONCURRENCY: String(concurrency),
    }),
  ]);
}

/** Starts the worker with node's flags and the settings that it has by itself; `entry` is its bundle. */
export function startWorker(addresses: ServiceAddresses, entry: string = WORKER): Contender {
  return started(entry, workerEnvironment(addresses), [], workerNodeFlags());
}

/** The safeguards that a worker has. */
export interface Safeguards {
  /** Whether evidence is kept, in a folder. */
  readonly ledger: boolean;
  /** Whether erasures have a limit. It is never reached. */
  readonly brake: boolean;
}

/** Starts the worker with these safeguards, whose state is in a folder. */
export async function startErasingWorker(
  addresses: ServiceAddresses,
  { ledger, brake }: Safeguards,
  entry: string = WORKER,
): Promise<Contender> {
  const folder = await mkdtemp(join(tmpdir(), 'spotler-bench-'));
  const state: Readonly<Record<string, string>> = ledger ? { SPOTLER_STATE: `file:${folder}` } : {};
  const environment = {
    ...workerEnvironment(addresses),
    ...state,
    ANONYMIZATION_LIMIT: brake ? '1000000' : '0',
  };
  const worker = started(entry, environment, [], workerNodeFlags());
  return {
    cost: worker.cost,
    async stop() {
      await worker.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Starts so many workers. Their costs are added up. */
export function startWorkers(count: number, addresses: ServiceAddresses, entry?: string): Contender {
  const workers = Array.from({ length: count }, () => startWorker(addresses, entry));
  return {
    async cost() {
      const costs = await Promise.all(workers.map((worker) => worker.cost()));
      const sum = (of: (cost: NonNullable<(typeof costs)[number]>) => number) =>
        costs.reduce((total, cost) => total + (cost === undefined ? Number.NaN : of(cost)), 0);
      return { cpuMs: sum(({ cpuMs }) => cpuMs), peakMegabytes: sum((cost) => cost.peakMegabytes) };
    },
    async stop() {
      await Promise.all(workers.map((worker) => worker.stop()));
    },
  };
}

/** Starts the worker with systems in memory that answer at once, for messages of one environment. */
export function startWorkerWithoutSystems(addresses: ServiceAddresses, organizationId: string): Contender {
  const preload = new URL('../worker-memory/replace-modules.ts', import.meta.url);
  preload.searchParams.set('real-queue', '');
  preload.searchParams.set('organization', organizationId);
  return started(WORKER, workerEnvironment(addresses), [], [...workerNodeFlags(), '--import', preload.href]);
}

/** Starts the official client, which completes every message at once. */
export function startBareClient({ serviceBus }: ServiceAddresses): Contender {
  return started(BARE_CLIENT, {}, [serviceBus.connectionString, QUEUE]);
}

/** The flags of node in the script `worker`. */
function workerNodeFlags(): readonly string[] {
  const { scripts }: { scripts: Record<string, string> } = JSON.parse(readFileSync(MANIFEST, 'utf8'));
  return scripts['worker']?.split(' ').filter((word) => word.startsWith('--')) ?? [];
}

function started(
  file: string,
  environment: Readonly<Record<string, string>>,
  args: readonly string[] = [],
  nodeFlags: readonly string[] = [],
): Contender {
  const child = fork(file, args, {
    env: { ...environment },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    execArgv: [...nodeFlags],
  });
  const ended = once(child, 'exit');
  return {
    cost: () => costOf(child),
    async stop() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** Linux counts CPU in hundredths of a second. */
async function costOf({ pid }: ChildProcess): ReturnType<Contender['cost']> {
  try {
    const [stat, status] = await Promise.all([
      readFile(`/proc/${pid}/stat`, 'utf8'),
      readFile(`/proc/${pid}/status`, 'utf8'),
    ]);
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const cpuMs = 10 * (Number(fields[11]) + Number(fields[12]));
    return { cpuMs, peakMegabytes: peakIn(status) / 1_024 ** 2 };
  } catch {
    return undefined;
  }
}
