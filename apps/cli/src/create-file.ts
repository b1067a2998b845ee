import { closeSync, openSync, writeSync } from 'node:fs';
import { errorCode } from './failure/error-code.ts';
import { usageError } from './failure/operator-error.ts';

/**
 * Makes a new file that only its owner can read, to be written line by line.
 *
 * @throws {OperatorError} with exit code 2 when there is one already, or none can be made.
 */
export function createFile(path: string): { write(line: string): void; close(): void } {
  const file = opened(path);
  return { write: (line) => void writeSync(file, `${line}\n`), close: () => closeSync(file) };
}

function opened(path: string): number {
  try {
    return openSync(path, 'wx', 0o600);
  } catch (error) {
    const code = errorCode(error);
    if (code === 'EEXIST') throw usageError(`There is a file ${path} already. Choose another name.`, error);
    throw usageError(`The file ${path} can't be written (${code ?? 'unknown why'}).`, error);
  }
}
