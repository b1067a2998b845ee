import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Finished } from './worker-memory/in-memory-sides.ts';
import { type MemoryTrend, memoryTrend } from './worker-memory/memory-trend.ts';

/** What the worker kept in memory, and how it settled what it was given. */
export interface WorkerMemory extends MemoryTrend, Pick<Finished, 'settled'> {}

/** How much is measured. */
export interface WorkerMemoryOptions {
  /** Messages. Default 200 000. */
  readonly messages?: number;
  /** Samples, evenly spread; at least six. Default 40. */
  readonly samples?: number;
  /** Takes out of the worker what makes it forget a record that is done. Default false. */
  readonly remembering?: boolean;
}

const WORKER = fileURLToPath(new URL('../../worker/src/main.ts', import.meta.url));
/** Nobody listens at any of these addresses, and nobody calls them. */
const ENVIRONMENT = {
  SERVICE_BUS_CONNECTION_STRING: 'Endpoint=sb://127.0.0.1;SharedAccessKeyName=none;SharedAccessKey=none',
  SERVICE_BUS_QUEUE: 'bench',
  DATAVERSE_URL: 'http://127.0.0.1:1',
  DATAVERSE_AUTH: 'none',
  SPOTLER_BASE_URL: 'http://127.0.0.1:1',
  SPOTLER_CONSUMER_KEY: 'none',
  SPOTLER_CONSUMER_SECRET: 'none',
  HEALTH_PORT: '0',
  LOG_FORMAT: 'json',
};
const LONGEST_MS = 10 * 60_000;

/**
 * Measures what the worker keeps in memory while message after message goes through it, most about a record that it
 * has never seen. It is the worker's own process, from `main.ts` to its exit on SIGTERM: decoding, joining, the work
 * queue, reconciling, locks, settling, the log and the metrics.
 *
 * Not in it are the three connections, because sockets would make it ten times as long: the Service Bus client, the
 * calls of Dataverse and the Spotler SDK are replaced by functions that answer at once. Neither are outages, nor
 * sending telemetry to a collector.
 */
export async function benchWorkerMemory(options: WorkerMemoryOptions = {}): Promise<WorkerMemory> {
  const { messages = 200_000, samples = 40, remembering = false } = options;
  const preload = new URL('./worker-memory/put-in-place.ts', import.meta.url);
  preload.searchParams.set('messages', String(messages));
  preload.searchParams.set('samples', String(samples));
  if (remembering) preload.searchParams.set('remembering', '');
  const worker = spawn(process.execPath, ['--expose-gc', '--import', preload.href, WORKER], {
    env: ENVIRONMENT,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    timeout: LONGEST_MS,
    killSignal: 'SIGKILL',
  });
  const exit = once(worker, 'exit');
  const finished = new Promise<Finished>((resolve) => worker.once('message', resolve));
  const ended = exit.then(([code]) => {
    throw new Error(`The worker ended with ${code} before it was done`);
  });
  ended.catch(() => {});
  const { samples: taken, settled } = await Promise.race([finished, ended]);
  worker.kill('SIGTERM');
  await exit;
  return { ...memoryTrend(taken), settled };
}
