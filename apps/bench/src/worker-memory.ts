import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Finished, ProcessSample } from './worker-memory/in-memory-systems.ts';
import { type MemoryTrend, memoryTrend } from './worker-memory/memory-trend.ts';

/** Memory that the worker retained, and how it settled its messages. */
export interface WorkerMemory extends Pick<Finished, 'settled'> {
  /** Heap and buffers after a collection. */
  readonly retained: MemoryTrend;
  /** Resident memory, as the operating system counts it (RSS). */
  readonly resident: MemoryTrend;
}

/** Size of the measurement. */
export interface WorkerMemoryOptions {
  /** Messages. Default 200 000. */
  readonly messages?: number | undefined;
  /** Samples, evenly spread; at least six. Default 40. */
  readonly samples?: number | undefined;
  /** Has the worker keep a map of every record ever seen, with as much as a message each. Default false. */
  readonly leaking?: boolean | undefined;
}

const WORKER = fileURLToPath(new URL('../../worker/src/main.ts', import.meta.url));
/** No server listens at these addresses, and none is called. */
const ENVIRONMENT = {
  SERVICE_BUS_CONNECTION_STRING: 'Endpoint=sb://127.0.0.1;SharedAccessKeyName=none;SharedAccessKey=none',
  SERVICE_BUS_QUEUE: 'bench',
  DATAVERSE_URL: 'http://127.0.0.1:1',
  DATAVERSE_AUTH: 'none',
  SPOTLER_BASE_URL: 'http://127.0.0.1:1',
  SPOTLER_CONSUMER_KEY: 'none',
  ANONYMIZATION_LIMIT: '0',
  SPOTLER_CONSUMER_SECRET: 'none',
  HEALTH_PORT: '0',
  LOG_FORMAT: 'json',
};
const MAX_RUN_MS = 10 * 60_000;
/** V8 takes its heap from the operating system in pieces of this size, and gives it back so. */
const V8_PAGE_BYTES = 256 * 1_024;
/**
 * V8 lets the space for young objects grow up to 16 MB, in steps that say nothing about what is retained, and
 * hide it. Here it has that size from the start.
 */
const NODE_FLAGS = ['--expose-gc', '--min-semi-space-size=16', '--max-semi-space-size=16'];

/**
 * Measures what the worker retains in memory while message after message goes through it, most about a record
 * that it has never seen. It is the worker's own process, from `main.ts` to its exit on SIGTERM: decoding,
 * joining, the work queue, reconciling, locks, settling, the log and the metrics.
 *
 * Not in it are the three connections, because sockets would make it ten times as long: the Service Bus
 * client, the calls of Dataverse and the Spotler SDK are replaced by functions that answer at once. Neither
 * are outages, nor sending telemetry to a collector.
 */
export async function benchWorkerMemory(options: WorkerMemoryOptions = {}): Promise<WorkerMemory> {
  const { messages = 200_000, samples = 40, leaking = false } = options;
  const preload = new URL('./worker-memory/replace-modules.ts', import.meta.url);
  preload.searchParams.set('messages', String(messages));
  preload.searchParams.set('samples', String(samples));
  if (leaking) preload.searchParams.set('leaking', '');
  const worker = spawn(process.execPath, [...NODE_FLAGS, '--import', preload.href, WORKER], {
    env: ENVIRONMENT,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    timeout: MAX_RUN_MS,
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
  const trendOf = (of: (sample: ProcessSample) => number, stepBytes?: number) =>
    memoryTrend(
      taken.map((sample) => ({ messages: sample.messages, bytes: of(sample) })),
      stepBytes,
    );
  return {
    retained: trendOf(({ retainedBytes }) => retainedBytes),
    resident: trendOf(({ residentBytes }) => residentBytes, V8_PAGE_BYTES),
    settled,
  };
}
