import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { COMPILED_ONCE } from './compiled-once.ts';
import { readLogLine, readSettledLine, type SettledLine } from './settled-line.ts';

const WORKER = join(import.meta.dirname, '../../../apps/worker/src/main.ts');
/** Loaded into the worker's process: when who started it is gone, however that went, the worker goes too. */
const END_WITH_PARENT = "data:text/javascript,process.on('disconnect', () => process.exit(0))";

/** Options of {@link startWorkerProcess}. */
export interface WorkerProcessOptions {
  /** The worker's whole environment. */
  readonly environment: Readonly<Record<string, string>>;
  /** The file that is started. Default: the worker's source. */
  readonly entry?: string | undefined;
  /** Modules that are loaded into its process first, as file URLs. */
  readonly imports?: readonly string[] | undefined;
  /** Called for every settled message. */
  readonly onSettled?: ((line: SettledLine) => void) | undefined;
  /** Called with every line that the worker writes, unchanged. */
  readonly onLine?: ((line: string) => void) | undefined;
  /** Kills the worker at once when it is aborted, even before it has started. */
  readonly killed?: AbortSignal | undefined;
}

/** The worker, running as it does in production: a process of its own, configured by its environment. */
export interface WorkerProcess {
  /** The id of its process. */
  readonly pid: number | undefined;
  /** Lines about settled messages so far. */
  readonly settled: readonly SettledLine[];
  /** Resolves once so many messages have been settled. Rejects when the worker ends first. */
  untilSettled(count: number): Promise<void>;
  /** Sends SIGTERM and resolves with the exit code. */
  stop(): Promise<number | null>;
  /** Ends it without giving it a chance. */
  kill(): Promise<void>;
}

/** Starts the worker and resolves once it takes messages. Rejects when it ends before, with what it said. */
export async function startWorkerProcess(options: WorkerProcessOptions): Promise<WorkerProcess> {
  const { environment, entry = WORKER, imports = [], onSettled, onLine, killed } = options;
  const preloads = [END_WITH_PARENT, ...imports].flatMap((module) => ['--import', module]);
  const child = spawn(process.execPath, [...preloads, entry], {
    env: { ...COMPILED_ONCE, ...environment },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  killed?.addEventListener('abort', () => child.kill('SIGKILL'));
  const settled: SettledLine[] = [];
  const said: string[] = [];
  const started = Promise.withResolvers<void>();
  let wake = Promise.withResolvers<void>();
  const ended = once(child, 'exit');

  for (const stream of [child.stdout, child.stderr]) {
    if (stream === null) continue;
    createInterface(stream).on('line', (line) => {
      onLine?.(line);
      if (readLogLine(line)?.['event'] === 'worker started') return started.resolve();
      const about = readSettledLine(line);
      if (about === undefined) {
        said.push(line);
        return;
      }
      settled.push(about);
      onSettled?.(about);
      wake.resolve();
      wake = Promise.withResolvers();
    });
  }

  const gone = ended.then(() => {
    throw new Error(`The worker ended by itself:\n${said.slice(-20).join('\n')}`);
  });
  gone.catch(() => {});
  await Promise.race([started.promise, gone]);
  return {
    pid: child.pid,
    settled,
    async untilSettled(count) {
      while (settled.length < count) await Promise.race([wake.promise, gone]);
    },
    stop: () => end(child, 'SIGTERM', ended),
    kill: async () => void (await end(child, 'SIGKILL', ended)),
  };
}

async function end(
  child: ChildProcess,
  signal: NodeJS.Signals,
  ended: Promise<unknown[]>,
): Promise<number | null> {
  if (child.exitCode === null) child.kill(signal);
  await ended;
  return child.exitCode;
}
