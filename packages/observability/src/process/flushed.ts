/**
 * Resolves when everything is written, or can't be: to be awaited before a process is ended by itself, so
 * that no last line is lost, and so that a full disk is noticed.
 */
export function flushed(stream: {
  write(text: string, done: (error?: Error | null) => void): unknown;
}): Promise<void> {
  // A stream says that it failed a turn after it told the writer.
  return new Promise((resolve) => void stream.write('', () => setImmediate(resolve)));
}
