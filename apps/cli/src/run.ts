import { ConfigurationFileError } from '@spotler-connector/dataverse';
import { CommanderError } from 'commander';
import { EXIT, type ExitCode } from './failure/exit-code.ts';
import { failureMessage } from './failure/failure-message.ts';
import { OperatorError } from './failure/operator-error.ts';
import type { Terminal } from './terminal/terminal.ts';

/** Surroundings that a command line runs in. */
export interface RunOptions {
  readonly terminal: Pick<Terminal, 'log' | 'print' | 'status' | 'debug'>;
  /** Whether a script reads the answer: then a failure is a JSON value on standard output too. */
  readonly json: boolean;
}

/** Commander's own text repeats what was typed. */
const COMMAND_LINE = "The command line can't be used; --help says what can be said.";

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
    const exitCode = exitCodeOf(error);
    const message = isCommanders ? COMMAND_LINE : failureMessage(error);
    terminal.status('');
    if (json) terminal.print(JSON.stringify({ error: message, exitCode }));
    // Commander has written what there is to say.
    if (!isCommanders) terminal.log(message);
    terminal.debug(error);
    return exitCode;
  }
}

function exitCodeOf(error: unknown): ExitCode {
  if (error instanceof CommanderError || error instanceof ConfigurationFileError) return EXIT.usage;
  return error instanceof OperatorError ? error.exitCode : EXIT.failed;
}
