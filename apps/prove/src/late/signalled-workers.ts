import { systemClock } from '@spotler-connector/clock';
import {
  startWorkerProcess,
  type WorkerProcess,
  type WorkerProcessOptions,
} from '@spotler-connector/local-services';
import type { Random } from '../random.ts';

/** Workers that are stopped and killed, and replaced, and that can be given a newer policy. */
export interface SignalledWorkers {
  /** Stops or kills one at random, and resolves when another one has started in its place. */
  signalOne(random: Random): Promise<void>;
  /**
   * Adds as many workers with another environment, lets things happen while all of them run, and stops the
   * older ones.
   */
  update(environment: Readonly<Record<string, string>>, meanwhile: () => Promise<void>): Promise<void>;
  /** Signals sent so far. */
  readonly sent: { readonly SIGTERM: number; readonly SIGKILL: number };
  /** Kills all for good. */
  end(): Promise<void>;
}

/** By then the older ones have noticed, and the newer ones act: see the mutant `quick-handover`. */
const HANDOVER_MS = 1_500;

/** Starts so many. */
export async function startSignalledWorkers(
  count: number,
  options: WorkerProcessOptions,
): Promise<SignalledWorkers> {
  let { environment } = options;
  const sent = { SIGTERM: 0, SIGKILL: 0 };
  const start = (): Promise<WorkerProcess> => startWorkerProcess({ ...options, environment });
  const workers = await Promise.all(Array.from({ length: count }, start));

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
      workers.push(await start());
    },
    async update(next, meanwhile) {
      environment = next;
      const older = workers.splice(0);
      workers.push(...(await Promise.all(older.map(start))));
      await systemClock.sleep(HANDOVER_MS);
      await meanwhile();
      await Promise.all(older.map((worker) => worker.stop()));
    },
    async end() {
      await Promise.all(workers.map((worker) => worker.kill()));
    },
  };
}
