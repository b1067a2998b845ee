import { createReadStream } from 'node:fs';
import { errorCode } from './failure/error-code.ts';
import { usageError } from './failure/operator-error.ts';

/** Lines of a file, one after the other, without what ends them. */
export type ReadLines = (path: string) => AsyncIterable<string>;

/**
 * The lines of a file of any size, in memory for the longest of them. The mark that editors of Windows put
 * first is left out, and so is an empty last line.
 *
 * @throws {OperatorError} with exit code 2 when it can't be read.
 */
export async function* readLines(path: string): AsyncGenerator<string> {
  let parts: string[] = [];
  let isFirst = true;
  try {
    for await (const chunk of createReadStream(path, { encoding: 'utf8' })) {
      const text = String(chunk);
      const [head = '', ...rest] = (isFirst ? text.replace(/^\uFEFF/, '') : text).split('\n');
      isFirst = false;
      parts.push(head);
      for (const next of rest) {
        yield withoutReturn(parts.join(''));
        parts = [next];
      }
    }
  } catch (error) {
    throw usageError(`The file ${path} can't be read (${errorCode(error) ?? 'unknown why'}).`, error);
  }
  const last = parts.join('');
  if (last !== '') yield withoutReturn(last);
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}
