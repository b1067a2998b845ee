import { createTerminal, type Terminal } from '../terminal/terminal.ts';

/** A terminal that remembers. */
export interface RecordedTerminal extends Terminal {
  /** Returns everything that was written to standard output so far. */
  stdout(): string;
  /** Returns everything that was written to standard error so far. */
  stderr(): string;
}

/**
 * A terminal without a person at it, unless `isTTY`; then it is so many columns wide. `debug` is as
 * `--debug`.
 */
export function aTerminal({ isTTY = false, columns = 80, debug = false } = {}): RecordedTerminal {
  const out: string[] = [];
  const err: string[] = [];
  const terminal = createTerminal(
    {
      stdout: { isTTY, columns, write: (text) => out.push(text) },
      stderr: { isTTY, columns, write: (text) => err.push(text) },
    },
    { debug, coloursAllowed: false },
  );
  return { ...terminal, stdout: () => out.join(''), stderr: () => err.join('') };
}
