import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { QUEUE, type ServiceAddresses, workerEnvironment } from '@spotler-connector/local-services';

/** Somebody who works the queue off, in a process of its own. */
export interface Contender {
  /** CPU so far, in milliseconds, and the most resident memory; undefined where the system does not tell. */
  cost(): Promise<{ readonly cpuMs: number; readonly peakMegabytes: number } | undefined>;
  /** Ends it, and resolves once its connections are closed. */
  stop(): Promise<void>;
}

const LOOP = fileURLToPath(new URL('./hand-written-loop.ts', import.meta.url));
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

/** Starts the worker, with the settings that it has by itself. */
export function startWorker(addresses: ServiceAddresses): Contender {
  return started(WORKER, workerEnvironment(addresses));
}

function started(
  file: string,
  environment: Readonly<Record<string, string>>,
  args: readonly string[] = [],
): Contender {
  const child = fork(file, args, {
    env: { ...environment },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    execArgv: [],
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
    return { cpuMs, peakMegabytes: Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1_024 };
  } catch {
    return undefined;
  }
}
