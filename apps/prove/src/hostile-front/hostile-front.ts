import { fork } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Finding, ProofOptions } from '../proof.ts';
import type { SeedsResult } from './run-seeds.ts';

/** Options of {@link hostileFront}. */
export interface HostileFrontOptions {
  /** Schedules to play, each with a seed of its own. */
  readonly seeds: number;
  /** Modules that make mutants of the connector. */
  readonly mutants?: readonly string[] | undefined;
}

/** Schedules for one process. */
const MAX_SEEDS = 500;
const RUN = fileURLToPath(new URL('./run-seeds.ts', import.meta.url));

/**
 * The reconciler and its adapters in one process with both systems, each behind a front that answers in place
 * of it, lies about what it did, and cuts connections, in phases. Holds when no erasure and no opt-out is
 * reported that did not happen, none is done to a record that the policy would keep, and every record agrees
 * with the policy as soon as the fronts let everything pass.
 */
export async function hostileFront(
  { seeds, mutants = [] }: HostileFrontOptions,
  { seed, say }: Pick<ProofOptions, 'seed' | 'say'>,
): Promise<Finding> {
  const size = Math.min(MAX_SEEDS, Math.ceil(seeds / availableParallelism()));
  const results: SeedsResult[] = [];
  const sum = (count: 'seeds' | 'reconciles' | 'claims') =>
    results.reduce((total, result) => total + result[count], 0);
  let next = 0;
  async function runShares(): Promise<void> {
    while (next < seeds) {
      const begin = next;
      next += size;
      results.push(await runSeeds(seed * 100_000 + begin, Math.min(size, seeds - begin), mutants));
      if (seeds > 2 * size)
        say(`${sum('seeds')} schedules, ${results.flatMap(({ wrong }) => wrong).length} wrong`);
    }
  }
  await Promise.all(Array.from({ length: availableParallelism() }, runShares));
  const wrong = results.flatMap((result) => result.wrong);
  return {
    holds: wrong.length === 0 && sum('seeds') === seeds && sum('claims') > 0,
    seen:
      `${sum('seeds')} schedules, ${sum('reconciles')} reconciles, ${sum('claims')} erasures and opt-outs reported, ` +
      `${wrong.length} wrong${wrong.length > 0 ? `, such as ${wrong[0]}` : ''}`,
  };
}

async function runSeeds(first: number, count: number, mutants: readonly string[]): Promise<SeedsResult> {
  const execArgv = mutants.flatMap((mutant) => ['--import', mutant]);
  const child = fork(RUN, [String(first), String(count)], { execArgv, env: {} });
  const failed = once(child, 'exit').then(([code, signal]) => {
    throw new Error(`The seeds from ${first} on ended with ${code ?? signal}`);
  });
  failed.catch(() => {});
  const [result] = await Promise.race([once(child, 'message'), failed]);
  child.disconnect();
  await failed.catch(() => {});
  return result;
}
