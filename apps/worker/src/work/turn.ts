/** A reconcile, which starts at some time. */
export interface Turn {
  hasStarted: boolean;
}

/** Waits for an outcome, but no longer when `evicted` fires before its reconcile starts. */
export async function unlessEvicted<Outcome>(
  outcome: Promise<Outcome>,
  turn: Turn,
  evicted: AbortSignal | undefined,
): Promise<Outcome> {
  if (evicted === undefined) return outcome;
  const { promise, reject } = Promise.withResolvers<never>();
  function stopWaiting(): void {
    if (!turn.hasStarted) reject(evicted?.reason);
  }
  evicted.addEventListener('abort', stopWaiting);
  try {
    return await Promise.race([outcome, promise]);
  } finally {
    evicted.removeEventListener('abort', stopWaiting);
  }
}
