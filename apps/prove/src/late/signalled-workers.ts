import {
  startWorkerProcess,
  until,
  type WorkerProcess,
  type WorkerProcessOptions,
} from '@spotler-connector/local-services';
import type { Random } from '../random.ts';

/** Workers that are stopped and killed, and replaced, and that can be given a newer policy. */
export interface SignalledWorkers {
  /** Stops or kills one at random, and resolves when another one has started in its place. */
  signalOne(random: Random): Promise<void>;
  /**
   * Adds as many workers with another environment, lets things happen while all of them run and then while
   * none but the older ones do, and stops the older ones.
   */
  update(environment: Readonly<Record<string, string>>, meanwhile: Meanwhile): Promise<void>;
  /** Signals sent so far. */
  readonly sent: { readonly SIGTERM: number; readonly SIGKILL: number };
  /** Kills all for good. */
  end(): Promise<void>;
}

/** Events amid an update. */
export interface Meanwhile {
  /** While workers of both policies run, and those of the newer one act. */
  allRun(): Promise<void>;
  /** While the newer ones are replaced, so that none but the older ones run. */
  olderRun(): Promise<void>;
}

/** Starts so many. */
export async function startSignalledWorkers(
  count: number,
  options: WorkerProcessOptions,
): Promise<SignalledWorkers> {
  let { environment } = options;
  let superseded = 0;
  const sent = { SIGTERM: 0, SIGKILL: 0 };
  const workers: WorkerProcess[] = [];

  function onLine(line: string): void {
    if (line.includes('policy superseded')) superseded += 1;
    options.onLine?.(line);
  }

  async function fill(): Promise<void> {
    const missing = Array.from({ length: count - workers.length });
    workers.push(
      ...(await Promise.all(missing.map(() => startWorkerProcess({ ...options, environment, onLine })))),
    );
  }

  function stopAll(some: readonly WorkerProcess[]): Promise<unknown> {
    return Promise.all(some.map((worker) => worker.stop()));
  }

  await fill();
  return {
    sent,
    async signalOne(random) {
      const index = random.below(workers.length);
      const [worker] = workers.splice(index, 1);
      if (worker === undefined) return;
      if (random.below(2) === 0) {
        sent.SIGKILL += 1;
        await worker.kill();
      } else {
        sent.SIGTERM += 1;
        await worker.stop();
      }
      await fill();
    },
    async update(next, meanwhile) {
      environment = next;
      const older = workers.splice(0);
      const noticed = superseded + older.length;
      await fill();
      await until(() => superseded >= noticed);
      await meanwhile.allRun();
      await stopAll(workers.splice(0));
      await meanwhile.olderRun();
      await fill();
      await stopAll(older);
    },
    async end() {
      await Promise.all(workers.map((worker) => worker.kill()));
    },
  };
}
