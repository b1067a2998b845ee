import { type Clock, systemClock } from '@spotler-connector/clock';
import { describeError } from '../describe-error.ts';

/** A stream that is written to, which can be closed or full. */
interface GuardedStream {
  on(event: 'error', listener: (error: unknown) => void): unknown;
  write(text: string): unknown;
}

/** The part of a process that is guarded. */
export interface GuardedProcess {
  /** Standard output. */
  readonly stdout: GuardedStream;
  /** Standard error. */
  readonly stderr: GuardedStream;
  /** Listens for a signal, or for an error that nobody caught. */
  on(event: string, listener: (...args: unknown[]) => void): unknown;
  /** Ends the process at once. */
  exit(code: number): unknown;
}

/** How a program ends that can't go on. */
export interface GuardOptions {
  /**
   * Reports a bug, free of personal data. Default: its class and places as JSON on standard error. Is given
   * two seconds, for a reader that is slow.
   */
  readonly onCrash?: ((error: unknown) => void | Promise<void>) | undefined;
  /** Whether a rejection that nobody handled changes nothing, such as one of a library's own. */
  readonly isHarmless?: ((error: unknown) => boolean) | undefined;
  /** Times the report. Default: the machine's. */
  readonly clock?: Pick<Clock, 'sleep'> | undefined;
}

const MAX_REPORT_MS = 2_000;
const FAILED = 1;
const CODE = /^E[A-Z0-9]{2,20}$/;

/**
 * Makes a program end in the same way whatever happens to it. Node would print an error itself, with whatever
 * its text holds: a body, a bearer token. A closed pipe ends it quietly, an output that can't be written with
 * one line. SIGUSR1 opens no inspector, which would show everything to whoever asks.
 */
export function guardProcess(process: GuardedProcess, options: GuardOptions = {}): void {
  const { stdout, stderr } = process;
  const { onCrash = (error) => void stderr.write(`${JSON.stringify(describeError(error))}\n`) } = options;
  const { isHarmless = () => false, clock = systemClock } = options;
  let isEnding = false;

  async function crash(error: unknown): Promise<void> {
    if (isEnding) return;
    isEnding = true;
    try {
      await Promise.race([onCrash(error), clock.sleep(MAX_REPORT_MS)]);
    } catch {
      // What can't even be reported must not be printed by Node either.
    }
    process.exit(FAILED);
  }

  process.on('uncaughtException', (error) => void crash(error));
  process.on('unhandledRejection', (error) => {
    if (!isHarmless(error)) void crash(error);
  });
  process.on('SIGUSR1', () => {});
  stdout.on('error', (error) => {
    const code = codeOf(error);
    // Whoever read has had enough, as with `| head`.
    if (code !== 'EPIPE' && !isEnding) stderr.write(`Standard output can't be written (${code}).\n`);
    process.exit(FAILED);
  });
  stderr.on('error', () => process.exit(FAILED));
}

function codeOf(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && CODE.test(code) ? code : 'unknown why';
}
