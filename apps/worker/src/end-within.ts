import pTimeout from 'p-timeout';

/** Something that is ended; it may talk to the network, which may be what is broken. */
export type Ending = () => Promise<unknown>;

/**
 * Ends everything side by side, within the time given, whatever is silent or fails: what is left then ends
 * with the process.
 */
export async function endWithin(milliseconds: number, endings: readonly Ending[]): Promise<void> {
  const all = Promise.allSettled(endings.map(async (end) => end()));
  await pTimeout(all, { milliseconds, fallback: () => [] });
}
