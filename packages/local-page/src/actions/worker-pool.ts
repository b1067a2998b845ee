import {
  startWorkerProcess,
  type WorkerProcess,
  type WorkerProcessOptions,
} from '@spotler-connector/local-services';
import type { PageModel } from '../model/page-model.ts';

/** The workers that the page shows. */
export interface WorkerPool {
  /** Starts a worker and shows it. Rejects when it does not start. */
  start(options: WorkerProcessOptions): Promise<WorkerProcess>;
  /** Starts one more like the last one; what keeps it from starting is shown. */
  startAnother(): Promise<void>;
  /** Ends one without giving it a chance. */
  kill(worker: string): Promise<void>;
  /** Ends one in order. */
  stop(worker: string): Promise<void>;
  /** The environment of the last one; empty before there was one. */
  environment(): Readonly<Record<string, string>>;
  /** Ends all in order. */
  close(): Promise<void>;
}

/** Workers at a time: each is a process, and machines are small. */
const MAX_WORKERS = 4;

/** Builds it without workers. */
export function createWorkerPool(model: Pick<PageModel, 'workers' | 'onWorkerLine'>): WorkerPool {
  const running = new Map<string, WorkerProcess>();
  let last: WorkerProcessOptions | undefined;

  async function start(options: WorkerProcessOptions): Promise<WorkerProcess> {
    last = options;
    const name = model.workers.add();
    const onLine = (line: string) => {
      options.onLine?.(line);
      model.onWorkerLine(line, name);
    };
    try {
      const worker = await startWorkerProcess({ ...options, onLine });
      running.set(name, worker);
      return { ...worker, stop: () => end(name, 'stop'), kill: async () => void (await end(name, 'kill')) };
    } catch (error) {
      model.workers.set(name, { state: 'ended', reasons: ['did not start'] });
      throw error;
    }
  }

  async function end(name: string, how: 'stop' | 'kill'): Promise<number | null> {
    const worker = running.get(name);
    if (worker === undefined) return null;
    running.delete(name);
    model.workers.set(name, { state: 'stopping' });
    const exitCode = how === 'kill' ? await worker.kill() : await worker.stop();
    const reason = how === 'kill' ? 'killed' : 'stopped';
    model.workers.set(name, { state: 'ended', reasons: [reason], open: [] });
    return exitCode ?? null;
  }

  return {
    start,
    async startAnother() {
      if (last === undefined || running.size >= MAX_WORKERS) return;
      await start(last).catch(() => {});
    },
    kill: async (name) => void (await end(name, 'kill')),
    stop: async (name) => void (await end(name, 'stop')),
    environment: () => last?.environment ?? {},
    async close() {
      await Promise.all([...running.keys()].map((name) => end(name, 'stop')));
    },
  };
}
