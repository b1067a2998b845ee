import { CommanderError } from 'commander';
import { EXIT, type ExitCode } from './failure/exit-code.ts';
import { failureOf } from './failure/failure-of.ts';
import type { Terminal } from './terminal/terminal.ts';

/** Surroundings that a command line runs in. */
export interface RunOptions {
  readonly terminal: Pick<Terminal, 'log' | 'print' | 'status' | 'debug'>;
  /** Whether a script reads the answer: then a failure is a JSON value on standard output too. */
  readonly json: boolean;
}

/** Runs a command to its exit code. A failure becomes a message, never a stack with somebody's data in it. */
export async function run(
  command: () => Promise<ExitCode>,
  { terminal, json }: RunOptions,
): Promise<ExitCode> {
  try {
    return await command();
  } catch (error) {
    const isCommanders = error instanceof CommanderError;
    if (isCommanders && error.exitCode === 0) return EXIT.done;
    const { message, exitCode } = await failureOf(error);
    terminal.status('');
    if (json) terminal.print(JSON.stringify({ error: message, exitCode }));
    // Commander has written what there is to say.
    if (!isCommanders) terminal.log(message);
    terminal.debug(error);
    return exitCode;
  }
}
