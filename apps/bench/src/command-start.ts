import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleApp } from '@spotler-connector/bundling';
import { systemClock } from '@spotler-connector/clock';
import { median } from './median.ts';

/** From the start of the bundled command to its end. Medians over starts that took turns. */
export interface CommandStart {
  /** Milliseconds of `--version`. */
  readonly versionMs: number;
  /** Milliseconds of `dead-letter list --help`. */
  readonly helpMs: number;
  /** Milliseconds of Node with an empty module. */
  readonly nodeMs: number;
  /** Those of `--version` divided by those of Node, per round. */
  readonly versionRatio: number;
  /** Those of the help divided by those of Node, per round. */
  readonly helpRatio: number;
}

/** Size of the measurement. */
export interface CommandStartOptions {
  /** Starts of each kind. Default 15. */
  readonly starts?: number | undefined;
}

const CLI = fileURLToPath(new URL('../../cli', import.meta.url));

/** Starts the bundled command line, which has a compile cache, and bare Node by turns. */
export async function benchCommandStart({ starts = 15 }: CommandStartOptions = {}): Promise<CommandStart> {
  const folder = await mkdtemp(join(tmpdir(), 'command-start-'));
  try {
    const { entry } = await bundleApp({ folder: CLI, outFolder: join(folder, 'cli') });
    const empty = join(folder, 'empty.mjs');
    await writeFile(empty, '');
    const env = { NODE_COMPILE_CACHE: join(folder, 'cache') };
    const version = () => millisecondsOf([entry, '--version'], env);
    const help = () => millisecondsOf([entry, 'dead-letter', 'list', '--help'], env);
    // These fill the cache.
    await version();
    await help();
    const rounds: Array<{ version: number; help: number; node: number }> = [];
    for (let count = 0; count < starts; count++) {
      rounds.push({ version: await version(), help: await help(), node: await millisecondsOf([empty], {}) });
    }
    return {
      versionMs: median(rounds.map((round) => round.version)),
      helpMs: median(rounds.map((round) => round.help)),
      nodeMs: median(rounds.map((round) => round.node)),
      versionRatio: median(rounds.map((round) => round.version / round.node)),
      helpRatio: median(rounds.map((round) => round.help / round.node)),
    };
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function millisecondsOf(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<number> {
  const begin = systemClock.monotonic();
  const child = spawn(process.execPath, args, { env: { ...env }, stdio: ['ignore', 'pipe', 'inherit'] });
  child.stdout.resume();
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`The command ended with ${code}.`);
  return systemClock.monotonic() - begin;
}
