import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Child, type ChildReport, startChild } from './child.ts';
import { chooseOperation, type KnownLock } from './choose-operation.ts';
import type { DayOperation } from './day-operation.ts';
import { NaiveNamespace } from './naive-namespace.ts';
import { applyNaively } from './naive-operations.ts';
import { naivePath, visibleState } from './naive-state.ts';
import { type SeededRandom, seededRandom } from './seeded-random.ts';

const START = Date.UTC(2026, 0, 1);
/** Most writes that one operation is stopped in the middle of. */
const MAX_KILL_AT = 6;

/** Size of a run. */
export interface DayOptions {
  readonly seed: number;
  /** Milliseconds of virtual time. */
  readonly duration: number;
  /** How often the process is killed. */
  readonly kills: number;
  /** Milliseconds of virtual time from one operation to the next, on average. */
  readonly interval: number;
}

/** Figures of a run. */
export interface DayReport {
  readonly operations: number;
  readonly refused: number;
  readonly kills: number;
  /** Kills after which the operation under way was not done at all. */
  readonly undone: number;
  readonly maxMessages: number;
}

/** Runs the emulator beside the naive namespace; throws at the first difference. */
export async function runDay(options: DayOptions): Promise<DayReport> {
  const folder = await mkdtemp(join(tmpdir(), 'emulator-day-'));
  const day = new Day(options, folder);
  try {
    return await day.run();
  } finally {
    await day.stop();
    await rm(folder, { recursive: true });
  }
}

class Day {
  readonly #options: DayOptions;
  readonly #folder: string;
  readonly #random: SeededRandom;
  #naive = new NaiveNamespace(START);
  #child: Child | undefined;
  #locks: KnownLock[] = [];
  #report = { operations: 0, refused: 0, kills: 0, undone: 0, maxMessages: 0 };

  constructor(options: DayOptions, folder: string) {
    this.#options = options;
    this.#folder = folder;
    this.#random = seededRandom(options.seed);
  }

  async run(): Promise<DayReport> {
    const { duration, kills, interval } = this.#options;
    const end = START + duration;
    const killEvery = duration / (kills + 1);
    let nextKill = START + killEvery;
    this.#child = await startChild(this.#folder, START);
    while (this.#naive.state.now < end) {
      const milliseconds = 2 * (1 + this.#random.below(interval));
      const isToBeKilled = this.#naive.state.now >= nextKill;
      if (isToBeKilled) nextKill += killEvery;
      await this.#passTime(milliseconds, isToBeKilled && this.#random.chance(0.3));
      const operation = chooseOperation(this.#naive, this.#random, this.#locks);
      if (isToBeKilled) await this.#applyAndKill(operation);
      else await this.#apply(operation);
    }
    return this.#report;
  }

  async stop(): Promise<void> {
    await this.#child?.stop();
  }

  /** Lets time pass; sometimes the process is killed while the next thing falls due. */
  async #passTime(milliseconds: number, isKilled: boolean): Promise<void> {
    const { now } = this.#naive.state;
    const untilDue = this.#naive.nextDue - now;
    if (isKilled && Number.isFinite(untilDue)) {
      await this.#applyAndKill({ kind: 'advance', milliseconds: untilDue });
      // All times but those to live are even.
      if (untilDue % 2 !== 0) await this.#apply({ kind: 'advance', milliseconds: 1 });
    } else await this.#apply({ kind: 'advance', milliseconds });
  }

  async #apply(operation: DayOperation): Promise<void> {
    const expected = applyNaively(this.#naive, operation);
    const { answer, visible } = await this.#live.apply(operation);
    this.#report.operations += 1;
    if (expected.refused !== undefined) this.#report.refused += 1;
    const { tokens = [], ...comparable } = answer;
    this.#expectSame(operation, JSON.stringify(expected), JSON.stringify(comparable));
    this.#expectSame(operation, visibleState(this.#naive.state), visible);
    if (operation.kind === 'take' || operation.kind === 'takeDeferred')
      this.#noteTokens(operation.path, answer.numbers ?? [], tokens);
    this.#report.maxMessages = Math.max(this.#report.maxMessages, visible.split('"m').length - 1);
  }

  /** The process ends before, amid or after the operation: it is done as a whole or not at all. */
  async #applyAndKill(operation: DayOperation): Promise<void> {
    const undone = this.#naive.copy();
    applyNaively(this.#naive, operation);
    // Nobody sees the state of a session without its lock, so setting one is not interrupted.
    const killAt = operation.kind === 'setState' ? Number.POSITIVE_INFINITY : this.#random.below(MAX_KILL_AT);
    await this.#live.applyAndKill(operation, killAt);
    this.#report.kills += 1;
    undone.state.now = this.#naive.state.now;
    for (const each of [undone, this.#naive]) each.crash();
    this.#locks = this.#locks.slice(-5);
    const child = await startChild(this.#folder, this.#naive.state.now);
    this.#child = child;
    const { visible }: ChildReport = await child.apply({ kind: 'advance', milliseconds: 0 });
    if (visible === visibleState(this.#naive.state)) return;
    this.#report.undone += 1;
    this.#naive = undone;
    this.#expectSame(operation, visibleState(undone.state), visible);
  }

  #noteTokens(address: string, numbers: readonly number[], tokens: readonly string[]): void {
    const { path, list } = naivePath(address);
    for (const [index, number] of numbers.entries()) {
      const token = tokens[index] ?? '';
      const message = this.#naive.entity(path)[list].find((each) => each.number === number);
      if (message?.lock === undefined) continue;
      message.lock.token = token;
      this.#locks.push({ path: address, token });
    }
  }

  get #live(): Child {
    if (this.#child === undefined) throw new Error('The emulator does not run.');
    return this.#child;
  }

  #expectSame(operation: DayOperation, expected: string, found: string): void {
    if (expected === found) return;
    const [wanted, got] = [parts(expected), parts(found)];
    const lines = [
      ...wanted.filter((part) => !got.includes(part)).map((part) => `expected ${part}`),
      ...got.filter((part) => !wanted.includes(part)).map((part) => `   found ${part}`),
    ];
    throw new Error(
      `Operation ${this.#report.operations} of seed ${this.#options.seed}, ${JSON.stringify(operation)}:\n${lines.join('\n')}`,
    );
  }
}

/** Entities and messages, each by itself. */
function parts(visible: string): string[] {
  return visible.split(/\n|,(?=\[)/);
}
