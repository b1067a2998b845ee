import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import {
  aChangeMessage,
  aDeadLetterQueue,
  type CliOptions,
  type DeadLetterQueue,
  startCli,
} from '@spotler-connector/local-services';
import { CANARY_DOMAIN, createLeakWatch, type LeakWatch } from './leak-watch.ts';
import { peakMemory } from './peak-memory.ts';
import type { Finding, ProofOptions } from './proof.ts';
import { createRandom } from './random.ts';

/** How many letters, and how often the replay is killed. */
export interface DeadLettersOptions {
  letters: number;
  kills: number;
  /** The longest that a replay lives before it is killed, in milliseconds. */
  longestLifeMs: number;
  /** Modules that make mutants of the command line. */
  mutants?: readonly string[];
}

/** So many times as many letters may cost `list` no more than a little memory. */
const FEWER = 10;
const MORE_MEMORY_ALLOWED = 1.25;
/** An operator takes no longer than this to begin, in milliseconds. */
const SHORTEST_LIFE_MS = 600;
const TABLES = ['contact', 'lead', 'account'];

/**
 * Dead letters are listed, and replayed through kills at random moments, by the command line as operators run it, which
 * knows no more than a connection string. Holds when `list` counts them all in memory that does not grow with their
 * number, every letter arrives in the queue, none is left, and at most one letter for each kill arrives twice.
 */
export async function deadLetters(
  { letters, kills, longestLifeMs, mutants = [] }: DeadLettersOptions,
  { seed }: ProofOptions,
): Promise<Finding> {
  const queue = await aDeadLetterQueue();
  const cwd = mkdtempSync(join(tmpdir(), 'dead-letters-'));
  const watch = createLeakWatch();
  const options = { env: queue.env, cwd, imports: mutants };
  try {
    const fewer = Math.ceil(letters / FEWER);
    await queue.expire(someLetters(0, fewer));
    const listedFewer = await run(['list', '--peek-rate', '0'], options, watch);
    await queue.expire(someLetters(fewer, letters));
    const listed = await run(['list', '--peek-rate', '0', '--json'], options, watch);
    const planned = await run(
      ['replay', '--all', '--peek-rate', '0', '--plan-out', 'plan.jsonl'],
      options,
      watch,
    );
    const replayed = await replayThroughKills({ kills, longestLifeMs, seed, options, watch });
    const arrived = await arrivals(queue);
    const lost = letters - new Set(arrived).size;
    const twice = arrived.length - new Set(arrived).size;
    const counted = countIn(listed.stdout) === letters;
    const bounded = listed.peak <= listedFewer.peak * MORE_MEMORY_ALLOWED;
    const arrivedAll =
      lost === 0 && queue.deadLetters() === 0 && twice <= replayed.kills && replayed.exitCode === 0;
    return {
      holds: counted && bounded && planned.exitCode === 0 && arrivedAll && watch.leaks === 0,
      seen:
        `${letters} letters, ${replayed.kills} kills: ${lost} lost, ${twice} twice, ${queue.deadLetters()} left; ` +
        `list took ${megabytes(listed.peak)}, with a tenth of the letters ${megabytes(listedFewer.peak)}; ` +
        `replay took ${megabytes(replayed.peak)}; ${watch.leaks} leaks`,
    };
  } finally {
    await queue.close();
    rmSync(cwd, { recursive: true });
  }
}

function someLetters(from: number, until: number): Parameters<DeadLetterQueue['expire']>[0] {
  return Array.from({ length: until - from }, (_, index) => {
    const number = from + index;
    const id = `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
    return {
      ...aChangeMessage(id, TABLES[number % TABLES.length]),
      messageId: `letter-${number}`,
      applicationProperties: { user: `x@${CANARY_DOMAIN}` },
    };
  });
}

interface Replaying extends Pick<DeadLettersOptions, 'kills' | 'longestLifeMs'> {
  seed: number;
  options: CliOptions;
  watch: LeakWatch;
}

/** Kills so many runs that carry out the plan, and lets the last one end. */
async function replayThroughKills({ kills, longestLifeMs, seed, options, watch }: Replaying) {
  const random = createRandom(seed);
  const command = ['replay', '--plan', 'plan.jsonl', '--yes', '--rate', '0', '--peek-rate', '0'];
  let killed = 0;
  let peak = 0;
  for (;;) {
    const lifeMs = SHORTEST_LIFE_MS + random.below(longestLifeMs - SHORTEST_LIFE_MS);
    const result = await run(command, options, watch, killed < kills ? lifeMs : undefined);
    peak = Math.max(peak, result.peak);
    if (result.exitCode !== null) return { kills: killed, exitCode: result.exitCode, peak };
    killed += 1;
  }
}

async function run(args: readonly string[], options: CliOptions, watch: LeakWatch, lifeMs?: number) {
  const cli = startCli(['dead-letter', ...args], options);
  const ended = new AbortController();
  if (lifeMs !== undefined) {
    void wait(lifeMs, undefined, { signal: ended.signal }).then(
      () => cli.child.kill('SIGKILL'),
      () => {},
    );
  }
  const [exitCode, peak] = await Promise.all([cli.ended, peakMemory(cli.child)]);
  ended.abort();
  watch.look(cli.stdout() + cli.stderr());
  return { exitCode, peak, stdout: cli.stdout() };
}

/** The first message id of everything in the queue, as the worker would get it. */
async function arrivals(queue: DeadLetterQueue): Promise<unknown[]> {
  const messages = await queue.drain();
  return messages.map(({ applicationProperties }) => applicationProperties?.['spotler-replay-original-id']);
}

function countIn(json: string): number {
  const found: unknown = JSON.parse(json);
  return typeof found === 'object' && found !== null && 'count' in found ? Number(found.count) : Number.NaN;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(0)} MB`;
}
