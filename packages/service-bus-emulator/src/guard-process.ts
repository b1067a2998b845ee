/** A stream that is written to, which can be closed or full. */
interface GuardedStream {
  on(event: 'error', listener: (error: unknown) => void): unknown;
  write(text: string): unknown;
}

/** The part of a process that is guarded. */
export interface GuardedProcess {
  readonly stdout: GuardedStream;
  readonly stderr: GuardedStream;
  on(event: 'uncaughtException' | 'unhandledRejection', listener: (error: unknown) => void): unknown;
  exit(code: number): unknown;
}

/**
 * Ends a program quietly when nobody reads its output any more, with one line when that can't be written, and
 * after a bug with the places in its stack. Node would print the text of an error, which may hold a message.
 */
export function guardProcess(process: GuardedProcess): void {
  const { stdout, stderr } = process;

  function fail(text: string): void {
    stderr.write(text);
    process.exit(1);
  }

  function crash(error: unknown): void {
    fail(`The emulator failed:\n${placesOf(error)}\n`);
  }

  stdout.on('error', (error) => {
    fail(codeOf(error) === 'EPIPE' ? '' : `Standard output can't be written (${codeOf(error)}).\n`);
  });
  stderr.on('error', () => process.exit(1));
  process.on('uncaughtException', crash);
  process.on('unhandledRejection', crash);
}

/** The name of an error and its stack without its text. */
function placesOf(error: unknown): string {
  if (!(error instanceof Error)) return 'Not an error';
  const places = error.stack?.split('\n').filter((line) => /^ +at /.test(line)) ?? [];
  return [error.name, ...places].join('\n');
}

function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : 'unknown why';
}
