import { Writable } from 'node:stream';
import { createManualClock } from '@spotler-connector/clock/testing';
import { createLogger, type Logger, type LoggerOptions } from '../create-logger.ts';

/** A slow stream that keeps what is written to it. */
export function aStream(isTTY = false): Writable & { readonly isTTY: boolean; text(): string } {
  const chunks: string[] = [];
  const stream = new Writable({
    write(chunk, _encoding, done) {
      setImmediate(() => {
        chunks.push(String(chunk));
        done();
      });
    },
  });
  return Object.assign(stream, { isTTY, text: () => chunks.join('') });
}

/** Everything that a logger writes while `use` uses it. Its clock stands still. */
export async function textOf(use: (logger: Logger) => void, options: LoggerOptions = {}): Promise<string> {
  const stream = aStream();
  const clock = createManualClock(Date.parse('2024-05-06T07:08:09.010Z'));
  const logger = createLogger({ level: 'debug', stream, clock, ...options });
  use(logger);
  await logger.close();
  return stream.text();
}

/** The same as one object per line. */
export async function linesOf(
  use: (logger: Logger) => void,
  options: LoggerOptions = {},
): Promise<unknown[]> {
  const text = await textOf(use, { format: 'json', ...options });
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line): unknown => JSON.parse(line));
}
