import { systemClock } from '@spotler-connector/clock';
import {
  startWorkerProcess,
  type WorkerProcess,
  type WorkerProcessOptions,
} from '@spotler-connector/local-services';
import type { Random } from './random.ts';

/** Worker processes whose number stays the same. */
export interface WorkerPool {
  /** Kills a random worker every so many milliseconds, started or not, and replaces it at once. */
  killEvery(ms: number, random: Random): Killing;
  /** Kills a random worker, started or not, and replaces it at once. */
  killOne(random: Random): void;
  /** Lists how many messages each of the present workers has settled, such as `12 + 9`. */
  shares(): string;
  /** Kills all workers for good. */
  end(): Promise<void>;
}

/** Kills under way. */
export interface Killing {
  /** The number of kills so far. */
  readonly kills: number;
  /** Stops killing and waits until every present worker has started. */
  stop(): Promise<void>;
}

interface Member {
  readonly kill: AbortController;
  /** Rejects when the worker ends before it has started, by itself or killed. */
  readonly started: Promise<WorkerProcess>;
}

/** Starts the pool and resolves once every worker takes messages. */
export async function startWorkerPool(size: number, options: WorkerProcessOptions): Promise<WorkerPool> {
  function startMember(): Member {
    const kill = new AbortController();
    const started = startWorkerProcess({ ...options, killed: kill.signal });
    // Whoever needs this worker awaits it; a killed one that nobody needs is no failure.
    started.catch(() => {});
    return { kill, started };
  }
  const stopKilling = new AbortController();
  const members = Array.from({ length: size }, startMember);
  let present = await Promise.all(members.map(({ started }) => started));

  function killOne(random: Random): void {
    const index = random.below(members.length);
    members[index]?.kill.abort();
    members[index] = startMember();
  }

  return {
    killOne,
    killEvery(ms, random) {
      let kills = 0;
      const killing = repeat(ms, stopKilling.signal, () => {
        killOne(random);
        kills += 1;
      });
      return {
        get kills() {
          return kills;
        },
        async stop() {
          stopKilling.abort();
          await killing;
          present = await Promise.all(members.map(({ started }) => started));
        },
      };
    },
    shares: () => present.map(({ settled }) => settled.length).join(' + '),
    async end() {
      stopKilling.abort();
      for (const { kill } of members) kill.abort();
      await Promise.allSettled(present.map((worker) => worker.kill()));
    },
  };
}

async function repeat(ms: number, signal: AbortSignal, action: () => void): Promise<void> {
  for (;;) {
    try {
      await systemClock.sleep(ms, signal);
    } catch {
      return; // Aborted.
    }
    action();
  }
}
