import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const CLI = fileURLToPath(new URL('../../../apps/cli/src/main.ts', import.meta.url));

/** A command line that is running. */
export interface CliProcess {
  child: ChildProcess;
  /** What was written to standard output and to standard error so far. */
  stdout(): string;
  stderr(): string;
  /** The exit code; null when a signal ended it. */
  ended: Promise<number | null>;
}

/** How a command line is run. */
export interface CliOptions {
  /** Its whole environment. */
  env: Readonly<Record<string, string>>;
  /** The folder that it is run in. Default: that of this process. */
  cwd?: string;
  /** Modules that are loaded into its process first, as file URLs. */
  imports?: readonly string[];
}

/** Starts `spotler-connector` as an operator does: a process of its own, configured by its environment. */
export function startCli(args: readonly string[], { env, cwd, imports = [] }: CliOptions): CliProcess {
  const preloads = imports.flatMap((module) => ['--import', module]);
  const child = spawn(process.execPath, [...preloads, CLI, ...args], {
    env: { ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(cwd !== undefined && { cwd }),
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
