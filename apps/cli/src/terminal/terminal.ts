import pc from 'picocolors';

/** Colours and the like; each hands its text on unchanged where there are no colours. */
export type Palette = Pick<ReturnType<typeof pc.createColors>, 'bold' | 'dim' | 'green' | 'yellow' | 'red'>;

/** Where a command writes. */
export interface Terminal {
  /** A line of the answer, on standard output. */
  print(line: string): void;
  /** A line about how it goes, on standard error, so that it is never taken for the answer. */
  note(line: string): void;
  /** Replaces the line at the bottom of a terminal; an empty text takes it away. Nothing elsewhere. */
  status(line: string): void;
  /** Whether a person reads standard output. */
  readonly isTerminal: boolean;
  readonly palette: Palette;
}

/** The part of a process's streams that is used. */
interface Stream {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

const CLEAR_LINE = '\r\u001b[2K';

/** Builds a {@link Terminal}. Colours are only ever on a terminal, and never when `NO_COLOR` is set. */
export function createTerminal(
  { stdout, stderr }: { stdout: Stream; stderr: Stream },
  coloursAllowed: boolean = pc.isColorSupported,
): Terminal {
  let shown = '';
  const clear = () => (shown === '' ? '' : CLEAR_LINE);
  const write = (stream: Stream, line: string) => {
    if (shown !== '') stderr.write(CLEAR_LINE);
    stream.write(`${line}\n`);
    if (shown !== '') stderr.write(shown);
  };
  return {
    print: (line) => write(stdout, line),
    note: (line) => write(stderr, line),
    status(line) {
      if (stderr.isTTY !== true || line === shown) return;
      stderr.write(`${clear()}${line}`);
      shown = line;
    },
    isTerminal: stdout.isTTY === true,
    palette: pc.createColors(stdout.isTTY === true && coloursAllowed),
  };
}
