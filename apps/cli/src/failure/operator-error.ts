import { EXIT, type ExitCode } from '../terminal/exit-code.ts';

/** Ends a command with a sentence for the operator. Its text is printed, so it holds no personal data. */
export class OperatorError extends Error {
  override readonly name = 'OperatorError';
  readonly exitCode: ExitCode;

  constructor(sentence: string, exitCode: ExitCode = EXIT.failed) {
    super(sentence);
    this.exitCode = exitCode;
  }
}

/** An {@link OperatorError} for a command line, file or configuration that can't be used. */
export function usageError(sentence: string): OperatorError {
  return new OperatorError(sentence, EXIT.usage);
}
