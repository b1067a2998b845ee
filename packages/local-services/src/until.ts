import { setTimeout as wait } from 'node:timers/promises';

/** Waits until `condition` holds, looking every few milliseconds. Rejects after half a minute. */
export async function until(condition: () => boolean): Promise<void> {
  const signal = AbortSignal.timeout(30_000);
  while (!condition()) await wait(10, undefined, { signal });
}
