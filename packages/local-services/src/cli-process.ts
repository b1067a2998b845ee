import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const CLI = fileURLToPath(new URL('../../../apps/cli/src/main.ts', import.meta.url));

/** A command line that is running. */
export interface CliProcess {
  /** Its process. */
  readonly child: ChildProcess;
  /** Standard output so far. */
  stdout(): string;
  /** Standard error so far. */
  stderr(): string;
  /** The exit code; null when a signal ended it. */
  readonly ended: Promise<number | null>;
}

/** Options of {@link startCli}. */
export interface CliOptions {
  /** Its whole environment. */
  readonly env: Readonly<Record<string, string>>;
  /** The folder that it is run in. Default: that of this process. */
  readonly cwd?: string | undefined;
  /** The file that is started. Default: its source. */
  readonly entry?: string | undefined;
  /** Modules that are loaded into its process first, as file URLs. */
  readonly imports?: readonly string[] | undefined;
}

/** Starts `spotler-connector` as an operator does: a process of its own, configured by its environment. */
export function startCli(args: readonly string[], options: CliOptions): CliProcess {
  const { env, cwd, entry = CLI, imports = [] } = options;
  const preloads = imports.flatMap((module) => ['--import', module]);
  const child = spawn(process.execPath, [...preloads, entry, ...args], {
    env: { ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    cwd,
  });
  const written = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.setEncoding('utf8').on('data', (text: string) => {
      written[name] += text;
    });
  }
  return {
    child,
    stdout: () => written.stdout,
    stderr: () => written.stderr,
    ended: once(child, 'close').then(() => child.exitCode),
  };
}

/** Runs `spotler-connector` to its end. */
export async function runCli(
  args: readonly string[],
  options: CliOptions,
): Promise<{ exitCode: number | null; stdout: string; stderr: string }> {
  const cli = startCli(args, options);
  const exitCode = await cli.ended;
  return { exitCode, stdout: cli.stdout(), stderr: cli.stderr() };
}
