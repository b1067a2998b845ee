/** Aborts when the process is asked to end. Asked a second time, it ends at once. */
export function stopSignal(process: Pick<NodeJS.Process, 'once' | 'on' | 'exit'>): AbortSignal {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      process.on(signal, () => process.exit(1));
      stop.abort();
    });
  }
  return stop.signal;
}
