import { readFile } from 'node:fs/promises';
import { errorCode } from './failure/error-code.ts';
import { usageError } from './failure/operator-error.ts';

/**
 * The text of a file, without the mark that editors of Windows put first.
 *
 * @throws {OperatorError} with exit code 2 when it can't be read.
 */
export async function readText(path: string): Promise<string> {
  try {
    return (await readFile(path, 'utf8')).replace(/^\uFEFF/, '');
  } catch (error) {
    throw usageError(`The file ${path} can't be read (${errorCode(error) ?? 'unknown why'}).`, error);
  }
}
