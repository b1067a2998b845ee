import type { Clock } from '@spotler-connector/clock';

/**
 * Waits so many milliseconds, or until `signal` is aborted: then it just ends. Its caller looks at the
 * signal.
 */
export async function pause(
  clock: Pick<Clock, 'sleep'>,
  milliseconds: number,
  signal: AbortSignal | undefined,
): Promise<void> {
  try {
    await clock.sleep(milliseconds, signal);
  } catch (error) {
    if (signal?.aborted !== true) throw error;
  }
}
