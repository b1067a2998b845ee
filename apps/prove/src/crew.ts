import {
  startWorkerProcess,
  type WorkerProcess,
  type WorkerProcessOptions,
} from '@spotler-connector/local-services';
import type { Random } from './random.ts';

/** Workers whose number is kept. */
export interface Crew {
  /** Kills a random one every so many milliseconds, whether it has started or not, and replaces it at once. */
  killEvery(ms: number, random: Random): Killing;
  /** How many messages each of the workers that are left has settled. */
  shares(): string;
  /** Kills them all for good. */
  end(): Promise<void>;
}

/** Killing that is under way. */
export interface Killing {
  readonly kills: number;
  /** Ends it and waits until every worker that is left has started. */
  stop(): Promise<void>;
}

interface Member {
  kill: AbortController;
  /** Rejects when the worker ends before it has started, by itself or killed. */
  started: Promise<WorkerProcess>;
}

/** Starts the crew and resolves once every worker takes messages. */
export async function startCrew(size: number, options: WorkerProcessOptions): Promise<Crew> {
  const hire = (): Member => {
    const kill = new AbortController();
    const started = startWorkerProcess({ ...options, killed: kill.signal });
    started.catch(() => {});
    return { kill, started };
  };
  let timer: NodeJS.Timeout | undefined;
  const members = Array.from({ length: size }, hire);
  let present = await Promise.all(members.map(({ started }) => started));

  function killOne(random: Random): void {
    const place = random.below(members.length);
    members[place]?.kill.abort();
    members[place] = hire();
  }

  return {
    killEvery(ms, random) {
      let kills = 0;
      timer = setInterval(() => {
        killOne(random);
        kills += 1;
      }, ms);
      return {
        get kills() {
          return kills;
        },
        async stop() {
          clearInterval(timer);
          present = await Promise.all(members.map(({ started }) => started));
        },
      };
    },
    shares: () => present.map(({ settled }) => settled.length).join(' + '),
    async end() {
      clearInterval(timer);
      for (const { kill } of members) kill.abort();
      await Promise.allSettled(present.map((worker) => worker.kill()));
    },
  };
}
