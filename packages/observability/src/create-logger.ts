import { type Clock, systemClock } from '@spotler-connector/clock';
import pc from 'picocolors';
import winston from 'winston';
import { json, type LogLevel, prettyWith } from './line-format.ts';
import type { LogFields } from './log-fields.ts';
import { printableLine } from './printable-line.ts';

const LEVELS: Record<LogLevel, number> = { error: 0, warn: 1, info: 2, debug: 3 };

/** Writes one line. Never throws, whatever it is given. */
export type LogLine = (event: string, fields?: LogFields) => void;

/**
 * Writes log lines that can't hold personal data. An event is a fixed text of up to 60 characters: lower-case
 * words with blanks or hyphens between them. What a line can say besides is on the allow-list
 * {@link LogFields}; anything else is left out, and the line says that something was (`heldBack`,
 * `unknownFields`).
 */
export interface Logger {
  /** Somebody must act. */
  readonly error: LogLine;
  /** Something went wrong that mends itself or can wait. */
  readonly warn: LogLine;
  /** Something that an operator wants to read afterwards. */
  readonly info: LogLine;
  /** Something that only a developer wants to read. */
  readonly debug: LogLine;
  /** Resolves when everything is written. What is logged from then on is lost. */
  close(): Promise<void>;
}

/** Where a logger writes, and how. */
export interface LoggerOptions {
  /** The least important lines that are written. Default `info`. */
  readonly level?: LogLevel | undefined;
  /**
   * `json` is one object per line, `pretty` is for people, `auto` is pretty on a terminal. Default `auto`.
   */
  readonly format?: 'json' | 'pretty' | 'auto' | undefined;
  /** Where lines go. Default standard output. */
  readonly stream?: (NodeJS.WritableStream & { readonly isTTY?: boolean }) | undefined;
  /** Dates each line. Default the machine's. */
  readonly clock?: Pick<Clock, 'now'> | undefined;
}

/** Builds a {@link Logger} on winston. */
export function createLogger(options: LoggerOptions = {}): Logger {
  const { level = 'info', format = 'auto', stream = process.stdout, clock = systemClock } = options;
  const terminal = stream.isTTY === true;
  const colours = terminal && pc.isColorSupported;
  const lineFormat = format === 'pretty' || (format === 'auto' && terminal) ? prettyWith(colours) : json;
  const sink = winston.createLogger({
    level,
    levels: LEVELS,
    format: winston.format.printf(({ message }) => String(message)),
    transports: [new winston.transports.Stream({ stream, eol: '\n' })],
  });
  let closed = false;

  const write = (lineLevel: LogLevel): LogLine => {
    return (event, fields) => {
      if (closed || LEVELS[lineLevel] > LEVELS[level]) return;
      const message = lineFormat(lineLevel, new Date(clock.now()), printableLine(event, fields));
      sink.log({ level: lineLevel, message });
    };
  };

  async function close(): Promise<void> {
    if (closed) return;
    closed = true;
    await new Promise<void>((resolve) => sink.once('finish', resolve).end());
    await new Promise<void>((resolve) => stream.write('', () => resolve()));
  }

  return { error: write('error'), warn: write('warn'), info: write('info'), debug: write('debug'), close };
}
