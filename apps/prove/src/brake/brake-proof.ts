import { renameSync, writeFileSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { systemClock } from '@spotler-connector/clock';
import { createLeakDetector } from '../leak-detector.ts';
import type { Finding, ProofOptions } from '../proof.ts';
import { createRandom } from '../random.ts';
import { startWorkerPool } from '../worker-pool.ts';
import type { Census } from './brake-people.ts';
import { aBrakeWorld, type BrakeWorld } from './brake-world.ts';

/** Fate of the people who were set to refuse by mistake. */
export interface BrakeProofOptions {
  readonly people: number;
  /** How many may be erased; 0 for any number. */
  readonly limit: number;
  /** Milliseconds between two kills of a worker; 0 for none. */
  readonly killEveryMs: number;
  /** Milliseconds for which the store is away from before the mistake; 0 for not at all. */
  readonly awayMs: number;
  /** Decision of a person afterwards. */
  readonly decision: 'reject' | 'release' | 'none';
}

const WORKERS = 3;
const KILLS = 6;
const FORGIVING_QUEUE = { lockSeconds: 60, maxDeliveryCount: 10 };
const QUICK_QUEUE = { lockSeconds: 15, maxDeliveryCount: 200 };

/**
 * All people refuse in one go while three workers run. Holds when no more than the limit are erased (exactly
 * so many without kills), the others are opted out and dead letters, and what a person decides is done.
 */
export async function brakeProof(
  { people, limit, killEveryMs, awayMs, decision }: BrakeProofOptions,
  { seed, say }: ProofOptions,
): Promise<Finding> {
  // A lock that runs out on a busy machine has two workers at one contact, and takes two permits.
  // Where workers are killed, their messages must come again soon, and each kill uses up deliveries.
  const queue = killEveryMs === 0 ? FORGIVING_QUEUE : QUICK_QUEUE;
  const world = await aBrakeWorld({ people, limit, ...queue });
  const leaks = createLeakDetector();
  const pool = await startWorkerPool(WORKERS, { environment: world.environment, onLine: leaks.inspect });
  try {
    const away = awayMs === 0 ? undefined : await whileAway(world, awayMs);
    if (away === undefined) {
      const killing = killEveryMs === 0 ? undefined : pool.killEvery(killEveryMs, createRandom(seed));
      await world.refuse(true);
      if (killing !== undefined) await systemClock.sleep(killEveryMs * KILLS);
      await killing?.stop();
    }
    await world.untilIdle();
    const held = world.census();
    say(`${text(held)} after everybody refused${away === undefined ? '' : `; while away ${text(away)}`}`);
    const isExact = killEveryMs === 0 ? held.erased === limit : held.erased <= limit;
    const isHeld = held.erased + held.optedOut === people && held.deadLetters === held.optedOut;
    const isWaiting = away === undefined || (away.erased === 0 && away.deadLetters === 0);
    const after = await decided(world, decision);
    say(`${text(after)} after ${decision}`);
    return {
      holds: isExact && isHeld && isWaiting && isAsDecided(after, held, decision) && leaks.count === 0,
      seen: `${people} refusals, limit ${limit}: ${text(held)}; after ${decision} ${text(after)}, ${leaks.count} leaks`,
    };
  } finally {
    await pool.end();
    await world.close();
  }
}

/**
 * Everybody refuses while a file is where the state's folder has to be; somebody else is synced meanwhile.
 */
async function whileAway(world: BrakeWorld, awayMs: number): Promise<Census> {
  const elsewhere = `${world.state}-elsewhere`;
  // At once: a worker that finds nothing there in between makes a new folder.
  renameSync(world.state, elsewhere);
  writeFileSync(world.state, '');
  await world.refuse(true);
  await world.addPerson();
  await systemClock.sleep(awayMs);
  const census = world.census();
  await rm(world.state);
  await rename(elsewhere, world.state);
  return census;
}

async function decided(world: BrakeWorld, decision: BrakeProofOptions['decision']): Promise<Census> {
  if (decision === 'reject') {
    await world.refuse(false);
    await world.untilIdle();
    await world.cli('brake', 'reject', '--yes');
  }
  if (decision === 'release') await world.cli('brake', 'release', '--all', '--yes');
  await world.untilIdle();
  return world.census();
}

function isAsDecided(after: Census, held: Census, decision: BrakeProofOptions['decision']): boolean {
  switch (decision) {
    case 'reject':
      return after.asBefore === held.optedOut && after.erased === held.erased && after.deadLetters === 0;
    case 'release':
      return after.optedOut === 0 && after.asBefore === 0 && after.deadLetters === 0;
    case 'none':
      return true;
  }
}

function text({ erased, optedOut, asBefore, deadLetters }: Census): string {
  return `${erased} erased, ${optedOut} opted out, ${asBefore} as before, ${deadLetters} dead letters`;
}
