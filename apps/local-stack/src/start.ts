import { useProxies } from '@spotler-connector/proxies';
import pc from 'picocolors';
import { localStackCommand } from './command-line.ts';
import { runLocalStack } from './local-stack.ts';
import { endAfter, runCommand } from './run-command.ts';
import { createScreen } from './screen.ts';

/** The longest run with `--once`, in milliseconds: a script that waits must get an answer. */
const MAX_RUN_MS = 55_000;

/** Runs the local stack as the command line says. Resolves to the exit code. */
export function start(argv: readonly string[]): Promise<number> {
  useProxies(process);
  const { stdout } = process;
  const screen = createScreen((text) => stdout.write(text), stdout.isTTY === true && pc.isColorSupported);
  return runCommand(argv, localStackCommand, async (options) => {
    if (options.once) endAfter(MAX_RUN_MS, '; --worker-log shows what the worker was doing.');
    return runLocalStack(options, screen);
  });
}
