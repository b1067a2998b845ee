import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleApp } from '@spotler-connector/bundling';
import {
  aChangeMessage,
  aDeadLetterQueue,
  type CliOptions,
  type DeadLetterQueue,
  holdsInTime,
  startCli,
} from '@spotler-connector/local-services';
import { CANARY_DOMAIN, createLeakDetector, type LeakDetector } from './leak-detector.ts';
import { peakMemory } from './peak-memory.ts';
import type { Finding, ProofOptions } from './proof.ts';
import { createRandom } from './random.ts';

/** Options of {@link deadLetters}. */
export interface DeadLettersOptions {
  /** Dead letters in the queue. */
  readonly messages: number;
  /** Replays that are killed before the one that may end. */
  readonly kills: number;
  /** The most dead letters that a replay takes out of the queue before it is killed. */
  readonly maxReplayed: number;
  /** Modules that make mutants of the command line. */
  readonly mutants?: readonly string[] | undefined;
}

/** The factor between the two numbers of messages that are listed. */
const GROWTH = 10;
const MAX_MEMORY_RATIO = 1.25;
const TABLES = ['contact', 'lead', 'account'];
const CLI = fileURLToPath(new URL('../../cli', import.meta.url));

/**
 * Dead letters are listed, and replayed through kills at random moments, by the command line as operators run
 * it from its bundle, which knows no more than a connection string. Holds when `list` counts them all in
 * memory that does not grow with their number, every message arrives in the queue, none is left, and at most
 * one for each kill arrives twice.
 */
export async function deadLetters(
  { messages, kills, maxReplayed, mutants = [] }: DeadLettersOptions,
  { seed }: ProofOptions,
): Promise<Finding> {
  const queue = await aDeadLetterQueue();
  const cwd = mkdtempSync(join(tmpdir(), 'dead-letters-'));
  const leaks = createLeakDetector();
  try {
    const options = { env: queue.env, cwd, imports: mutants, entry: await entryFor(mutants, cwd) };
    const fewer = Math.ceil(messages / GROWTH);
    await queue.expire(someMessages(0, fewer));
    const listedFewer = await run(['list', '--peek-rate', '0'], options, leaks);
    await queue.expire(someMessages(fewer, messages));
    const listed = await run(['list', '--peek-rate', '0', '--json'], options, leaks);
    const planned = await run(
      ['replay', '--all', '--peek-rate', '0', '--plan-out', 'plan.jsonl'],
      options,
      leaks,
    );
    const replayed = await replayThroughKills({ kills, maxReplayed, seed, queue, options, leaks });
    const arrived = await arrivals(queue);
    const lost = messages - new Set(arrived).size;
    const twice = arrived.length - new Set(arrived).size;
    const counted = countIn(listed.stdout) === messages;
    const bounded = listed.peak <= listedFewer.peak * MAX_MEMORY_RATIO;
    const arrivedAll =
      lost === 0 && queue.deadLetters() === 0 && twice <= replayed.kills && replayed.exitCode === 0;
    return {
      holds: counted && bounded && planned.exitCode === 0 && arrivedAll && leaks.count === 0,
      seen:
        `${messages} messages, ${replayed.kills} kills: ${lost} lost, ${twice} twice, ${queue.deadLetters()} left; ` +
        `list took ${megabytes(listed.peak)}, with a tenth of them ${megabytes(listedFewer.peak)}; ` +
        `replay took ${megabytes(replayed.peak)}; ${leaks.count} leaks`,
    };
  } finally {
    await queue.close();
    rmSync(cwd, { recursive: true });
  }
}

/** The command as it is installed. Mutants change its sources, so they are made of those. */
async function entryFor(mutants: readonly string[], folder: string): Promise<string | undefined> {
  if (mutants.length > 0) return undefined;
  return (await bundleApp({ folder: CLI, outFolder: join(folder, 'cli') })).entry;
}

function someMessages(from: number, until: number): Parameters<DeadLetterQueue['expire']>[0] {
  return Array.from({ length: until - from }, (_, index) => {
    const number = from + index;
    const id = `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
    return {
      ...aChangeMessage(id, TABLES[number % TABLES.length]),
      messageId: `message-${number}`,
      applicationProperties: { user: `x@${CANARY_DOMAIN}` },
    };
  });
}

interface Replaying extends Pick<DeadLettersOptions, 'kills' | 'maxReplayed'> {
  readonly seed: number;
  readonly queue: DeadLetterQueue;
  readonly options: CliOptions;
  readonly leaks: LeakDetector;
}

/** Kills so many runs that carry out the plan, each amid its work, and lets the last one end. */
async function replayThroughKills({ kills, maxReplayed, seed, queue, options, leaks }: Replaying) {
  const random = createRandom(seed);
  const command = ['replay', '--plan', 'plan.jsonl', '--yes', '--rate', '0', '--peek-rate', '0'];
  let killed = 0;
  let peak = 0;
  for (;;) {
    const left = queue.deadLetters() - 1 - random.below(maxReplayed);
    const due = killed < kills ? () => queue.deadLetters() <= left : undefined;
    const result = await run(command, options, leaks, due);
    peak = Math.max(peak, result.peak);
    if (result.exitCode !== null) return { kills: killed, exitCode: result.exitCode, peak };
    killed += 1;
  }
}

/** Runs the command line, and kills it as soon as `due` says so. */
async function run(
  args: readonly string[],
  options: CliOptions,
  leaks: LeakDetector,
  due: () => boolean = () => false,
) {
  const cli = startCli(['dead-letter', ...args], options);
  let running = true;
  void holdsInTime(() => !running || due(), { pollMs: 1, timeoutMs: Number.POSITIVE_INFINITY }).then(
    () => running && cli.child.kill('SIGKILL'),
  );
  const [exitCode, peak] = await Promise.all([cli.ended, peakMemory(cli.child)]);
  running = false;
  leaks.inspect(cli.stdout() + cli.stderr());
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
