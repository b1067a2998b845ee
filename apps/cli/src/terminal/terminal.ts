import { describeError } from '@spotler-connector/observability/process';
import pc from 'picocolors';
import { printableLine } from './printable-text.ts';

/** Colours and the like; each hands its text on unchanged where there are no colours. */
export type Palette = Pick<ReturnType<typeof pc.createColors>, 'bold' | 'dim' | 'green' | 'yellow' | 'red'>;

/** Where a command writes. */
export interface Terminal {
  /** Writes a line of the answer, to standard output. */
  print(line: string): void;
  /** Writes a line about how it goes, to standard error, so that it is never taken for the answer. */
  log(line: string): void;
  /** Writes with `--debug` where an error comes from and its codes, to standard error; else nothing. */
  debug(error: unknown): void;
  /** Replaces the line at the bottom of a terminal; an empty text takes it away. Does nothing elsewhere. */
  status(line: string): void;
  /** Whether a person reads standard output. */
  readonly isTerminal: boolean;
  /** Characters that fit on a line of standard output; infinite where nobody reads it. */
  readonly width: number;
  readonly palette: Palette;
}

/** The part of a process's streams that is used. */
interface Stream {
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
  write(text: string): unknown;
}

const CLEAR_LINE = '\r\u001b[2K';
/** Where a terminal does not say how wide it is. */
const DEFAULT_WIDTH = 80;
/** No layout is made for less. */
const MIN_WIDTH = 60;

/** How a {@link Terminal} behaves. */
export interface TerminalOptions {
  /** Whether `--debug` was given. */
  readonly debug: boolean;
  /** Default: unless `NO_COLOR` is set. */
  readonly coloursAllowed?: boolean | undefined;
}

/** Builds a {@link Terminal}. Colours are only ever on a terminal. */
export function createTerminal(
  { stdout, stderr }: { readonly stdout: Stream; readonly stderr: Stream },
  { debug, coloursAllowed = pc.isColorSupported }: TerminalOptions,
): Terminal {
  let shown = '';

  function write(stream: Stream, line: string): void {
    if (shown !== '') stderr.write(CLEAR_LINE);
    stream.write(`${line}\n`);
    if (shown !== '') stderr.write(shown);
  }

  return {
    print: (line) => write(stdout, printableLine(line)),
    log: (line) => write(stderr, printableLine(line)),
    debug(error) {
      if (debug) write(stderr, JSON.stringify(describeError(error), null, 2));
    },
    status(line) {
      // A line that wraps could not be taken away again.
      const fitting = line.slice(0, widthOf(stderr) - 1);
      if (stderr.isTTY !== true || fitting === shown) return;
      stderr.write(`${shown === '' ? '' : CLEAR_LINE}${fitting}`);
      shown = fitting;
    },
    isTerminal: stdout.isTTY === true,
    get width() {
      return stdout.isTTY === true ? widthOf(stdout) : Number.POSITIVE_INFINITY;
    },
    palette: pc.createColors(stdout.isTTY === true && coloursAllowed),
  };
}

function widthOf({ columns }: Stream): number {
  return columns === undefined || columns === 0 ? DEFAULT_WIDTH : Math.max(MIN_WIDTH, columns);
}
