import { createTerminal, type Terminal } from '../terminal/terminal.ts';

/** A terminal that remembers. */
export interface RecordedTerminal extends Terminal {
  /** What was written to standard output so far. */
  printed(): string;
  /** What was written to standard error so far. */
  noted(): string;
}

/** A terminal without a person at it, unless `isTTY` says so. */
export function aTerminal({ isTTY = false } = {}): RecordedTerminal {
  const out: string[] = [];
  const err: string[] = [];
  const terminal = createTerminal(
    {
      stdout: { isTTY, write: (text) => out.push(text) },
      stderr: { isTTY, write: (text) => err.push(text) },
    },
    false,
  );
  return { ...terminal, printed: () => out.join(''), noted: () => err.join('') };
}
