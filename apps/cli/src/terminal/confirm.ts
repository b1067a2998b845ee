import { createInterface } from 'node:readline/promises';
import { usageError } from '../failure/operator-error.ts';

/** Asks a question that is answered with yes or no. */
export type Confirm = (question: string) => Promise<boolean>;

/** Asks on a terminal. Elsewhere nobody can answer. @throws {OperatorError} with exit code 2 there. */
export function confirmOn(input: NodeJS.ReadStream, output: NodeJS.WriteStream): Confirm {
  return async (question) => {
    if (!input.isTTY) throw usageError('Nobody can be asked here; add --yes to go ahead, or --dry-run.');
    const lines = createInterface({ input, output });
    try {
      return /^y(es)?$/i.test((await lines.question(`${question} [y/N] `)).trim());
    } finally {
      lines.close();
    }
  };
}
