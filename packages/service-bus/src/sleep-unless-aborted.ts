import type { Clock } from '@spotler-connector/clock';

/** Sleeps; resolves with false as soon as `signal` is aborted, and with true when the time is up. */
export async function sleepUnlessAborted(
  clock: Clock,
  milliseconds: number,
  signal: AbortSignal,
): Promise<boolean> {
  try {
    await clock.sleep(milliseconds, signal);
    return true;
  } catch (error) {
    if (signal.aborted) return false;
    throw error;
  }
}
