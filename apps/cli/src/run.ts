import { describeError } from '@spotler-connector/observability';
import { CommanderError } from 'commander';
import { failureSentence } from './failure/failure-sentence.ts';
import { OperatorError } from './failure/operator-error.ts';
import { EXIT, type ExitCode } from './terminal/exit-code.ts';
import type { Terminal } from './terminal/terminal.ts';

/** What a command line is run with. */
export interface RunOptions {
  terminal: Pick<Terminal, 'note' | 'print' | 'status'>;
  /** Whether a script reads the answer: then a failure is a JSON value on standard output too. */
  json: boolean;
  /** Whether a failure says in which file and line it happened. */
  debug: boolean;
}

/** Commander's own text repeats what was typed. */
const COMMAND_LINE = "The command line can't be used; --help says what can be said.";

/** Runs a command to its exit code. A failure becomes a sentence, never a stack with somebody's data in it. */
export async function run(
  command: () => Promise<ExitCode>,
  { terminal, json, debug }: RunOptions,
): Promise<ExitCode> {
  try {
    return await command();
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return EXIT.done;
    const exitCode = exitCodeOf(error);
    terminal.status('');
    const sentence = error instanceof CommanderError ? COMMAND_LINE : failureSentence(error);
    if (json) terminal.print(JSON.stringify({ error: sentence, exitCode }));
    // Commander has written what there is to say.
    if (error instanceof CommanderError) return exitCode;
    terminal.note(sentence);
    if (debug) terminal.note(JSON.stringify(describeError(error), null, 2));
    return exitCode;
  }
}

function exitCodeOf(error: unknown): ExitCode {
  if (error instanceof CommanderError) return EXIT.usage;
  return error instanceof OperatorError ? error.exitCode : EXIT.failed;
}
