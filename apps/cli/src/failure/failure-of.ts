import { CommanderError } from 'commander';
import { EXIT, type ExitCode } from './exit-code.ts';
import { OperatorError } from './operator-error.ts';

/** A failure as an operator is told about it. */
export interface Failure {
  readonly message: string;
  readonly exitCode: ExitCode;
}

/** Commander's own text repeats what was typed. */
const COMMAND_LINE = "The command line can't be used; --help says what can be said.";

/**
 * Says how a command failed, from anything that was caught. What knows the errors of both systems is loaded
 * only when it takes that.
 */
export async function failureOf(error: unknown): Promise<Failure> {
  if (error instanceof CommanderError) return { message: COMMAND_LINE, exitCode: EXIT.usage };
  if (error instanceof OperatorError) return { message: error.message, exitCode: error.exitCode };
  const { failureMessage, isUsageError } = await import('./failure-message.ts');
  return {
    message: failureMessage(error),
    exitCode: isUsageError(error) ? EXIT.usage : EXIT.failed,
  };
}
