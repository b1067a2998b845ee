import { once } from 'node:events';
import { createInterface } from 'node:readline/promises';
import { usageError } from '../failure/operator-error.ts';

/** Asks a question that is answered with yes or no. */
export type Confirm = (question: string) => Promise<boolean>;

/** Asks on a terminal. Elsewhere nobody can answer. @throws {OperatorError} with exit code 2 there. */
export function confirmOn(
  input: NodeJS.ReadableStream & { readonly isTTY?: boolean | undefined },
  output: NodeJS.WritableStream,
): Confirm {
  return async (question) => {
    if (input.isTTY !== true) {
      throw usageError('Nobody can be asked here; add --yes to go ahead, or --dry-run.');
    }
    const lines = createInterface({ input, output });
    let isOpen = true;
    // Ctrl-C and Ctrl-D are a no.
    const closed = once(
      lines.on('SIGINT', () => lines.close()),
      'close',
    ).then(() => {
      isOpen = false;
      return '';
    });
    const answered = lines.question(`${question} [y/N] `).catch((error) => {
      if (isOpen) throw error;
      return '';
    });
    try {
      return /^y(es)?$/i.test((await Promise.race([answered, closed])).trim());
    } finally {
      lines.close();
    }
  };
}
