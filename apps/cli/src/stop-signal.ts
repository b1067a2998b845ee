/** The part of a process that is asked to end. */
interface Stoppable {
  once(signal: NodeJS.Signals, listener: () => void): unknown;
  on(signal: NodeJS.Signals, listener: () => void): unknown;
  exit(code: number): unknown;
}

/** Aborts when the process is asked to end. Asked a second time, it ends at once. */
export function stopSignal(process: Stoppable): AbortSignal {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      process.on(signal, () => process.exit(1));
      stop.abort();
    });
  }
  return stop.signal;
}
