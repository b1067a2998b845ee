/**
 * Runs something with a signal of its own, which fires together with the common one. Resolves or rejects as
 * `run` does.
 */
export type WithSignal = <Answer>(run: (signal: AbortSignal) => Promise<Answer>) => Promise<Answer>;

/**
 * Builds it. A signal walks through all its listeners whenever one is added or removed, and with a thousand
 * records in hand thousands would listen to the common one.
 */
export function createSignalForks(common: AbortSignal): WithSignal {
  const forks = new Set<AbortController>();
  common.addEventListener('abort', () => {
    for (const fork of forks) fork.abort(common.reason);
  });
  return async (run) => {
    const fork = new AbortController();
    if (common.aborted) fork.abort(common.reason);
    forks.add(fork);
    try {
      return await run(fork.signal);
    } finally {
      forks.delete(fork);
    }
  };
}
