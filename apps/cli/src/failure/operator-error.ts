import { EXIT, type ExitCode } from './exit-code.ts';

/** More about an {@link OperatorError}. */
export interface OperatorErrorOptions {
  /** Default: {@link EXIT.failed}. */
  readonly exitCode?: ExitCode | undefined;
  /** Error behind it; `--debug` says where that was. */
  readonly cause?: unknown;
}

/** Ends a command with a message for the operator. Its text is printed, so it holds no personal data. */
export class OperatorError extends Error {
  override readonly name = 'OperatorError';
  readonly exitCode: ExitCode;

  constructor(message: string, { exitCode = EXIT.failed, cause }: OperatorErrorOptions = {}) {
    super(message, { cause });
    this.exitCode = exitCode;
  }
}

/** An {@link OperatorError} for a command line, file or configuration that can't be used. */
export function usageError(message: string, cause?: unknown): OperatorError {
  return new OperatorError(message, { exitCode: EXIT.usage, cause });
}
