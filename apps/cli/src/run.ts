import { describeError } from '@spotler-connector/observability';
import { CommanderError } from 'commander';
import { failureSentence } from './failure/failure-sentence.ts';
import { OperatorError } from './failure/operator-error.ts';
import { EXIT, type ExitCode } from './terminal/exit-code.ts';
import type { Terminal } from './terminal/terminal.ts';

/** What a command line is run with. */
export interface RunOptions {
  terminal: Pick<Terminal, 'note' | 'status'>;
  /** Whether a failure says in which file and line it happened. */
  debug: boolean;
}

/** Runs a command to its exit code. A failure becomes a sentence, never a stack with somebody's data in it. */
export async function run(
  command: () => Promise<ExitCode>,
  { terminal, debug }: RunOptions,
): Promise<ExitCode> {
  try {
    return await command();
  } catch (error) {
    // Commander has written what there is to say.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
    terminal.status('');
    terminal.note(failureSentence(error));
    if (debug) terminal.note(JSON.stringify(describeError(error), null, 2));
    return error instanceof OperatorError ? error.exitCode : EXIT.failed;
  }
}
