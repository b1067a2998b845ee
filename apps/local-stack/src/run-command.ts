import { systemClock } from '@spotler-connector/clock';
import { guardProcess } from '@spotler-connector/observability/process';
import { type Command, CommanderError } from 'commander';

/**
 * Parses `argv` with the command that `build` gives, and runs it. Resolves to the exit code: that of
 * `run`, 2 when the command line is wrong, 1 with a message on stderr when something failed.
 */
export async function runCommand<Options>(
  argv: readonly string[],
  build: (run: (options: Options) => Promise<void>) => Command,
  run: (options: Options) => Promise<number>,
): Promise<number> {
  guardProcess(process);
  let exitCode = 0;
  const command = build(async (options) => {
    exitCode = await run(options);
  }).exitOverride();
  try {
    await command.parseAsync(argv);
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    process.stderr.write(`${error instanceof Error ? error.message : 'It failed.'}\n`);
    return 1;
  }
}

/** Ends the process with 1 and a hint where to look, unless it has ended by then. */
export function endAfter(ms: number, hint: string): void {
  void systemClock.sleep(ms).then(() => {
    process.stderr.write(`Not finished after ${ms / 1000} s${hint}\n`);
    process.exit(1);
  });
}
