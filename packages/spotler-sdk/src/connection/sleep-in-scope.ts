import type { Clock } from '../clock.ts';
import type { CallScope } from './call-scope.ts';

/** Waits so many milliseconds; rejects with the reason of the caller's signal as soon as it is aborted. */
export async function sleepInScope(
  clock: Clock,
  milliseconds: number,
  { signal }: Pick<CallScope, 'signal'>,
): Promise<void> {
  try {
    await clock.sleep(milliseconds, signal);
  } catch (error) {
    // A clock has an `AbortError` of its own; the caller is promised the reason that it gave.
    signal?.throwIfAborted();
    throw error;
  }
}
