import { openHostileWorld } from './hostile-world.ts';
import { playSeed, type SeedResult } from './play-seed.ts';

/** Results of many seeds. */
export interface SeedsResult extends SeedResult {
  /** Seeds that were played. */
  readonly seeds: number;
}

/** A new world, with other words, after so many seeds: rows stay in Dataverse, and reading becomes slow. */
const SEEDS_PER_WORLD = 100;

// `run-seeds.ts <first> <count>`: a process of its own, so that a control can take something out of its
// sources.
const [first = 1, count = 1] = process.argv.slice(2).map(Number);
let result: SeedsResult = { seeds: 0, reconciles: 0, claims: 0, wrong: [] };
for (let begin = first; begin < first + count; begin += SEEDS_PER_WORLD) {
  const world = await openHostileWorld(begin);
  try {
    for (let seed = begin; seed < Math.min(begin + SEEDS_PER_WORLD, first + count); seed++) {
      const { reconciles, claims, wrong } = await playSeed(world, seed);
      result = {
        seeds: result.seeds + 1,
        reconciles: result.reconciles + reconciles,
        claims: result.claims + claims,
        wrong: [...result.wrong, ...wrong],
      };
    }
  } finally {
    await world.close();
  }
}
process.send?.(result);
if (process.send === undefined) process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
