import { PortInUse } from '@spotler-connector/local-services';
import { CommanderError } from 'commander';
import pc from 'picocolors';
import { localStackCommand } from './command-line.ts';
import { runLocalStack } from './local-stack.ts';
import { createScreen } from './screen.ts';

/** With `--once` nothing takes longer than this, in milliseconds: a script that waits must get an answer. */
const LONGEST_MS = 55_000;

async function main(argv: readonly string[]): Promise<number> {
  const { stdout, stderr } = process;
  const screen = createScreen((text) => stdout.write(text), stdout.isTTY === true && pc.isColorSupported);
  let exitCode = 0;
  const command = localStackCommand(async (options) => {
    if (options.once) endAfter(LONGEST_MS);
    exitCode = await runLocalStack(options, screen);
  }).exitOverride();
  try {
    await command.parseAsync(argv);
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    stderr.write(`${error instanceof PortInUse || error instanceof Error ? error.message : 'It failed.'}\n`);
    return 1;
  }
}

function endAfter(ms: number): void {
  setTimeout(() => {
    process.stderr.write(
      `Not finished after ${ms / 1000} s; --worker-log shows what the worker was doing.\n`,
    );
    process.exit(1);
  }, ms).unref();
}

process.exit(await main(process.argv));
