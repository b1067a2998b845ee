import { type Clock, systemClock } from '@spotler-connector/clock';

/** Options of {@link until} and {@link holdsInTime}. */
export interface UntilOptions {
  /** The longest wait, in milliseconds. Default 30 000. */
  readonly timeoutMs?: number | undefined;
  /** The pause between two looks, in milliseconds. Default 10. */
  readonly pollMs?: number | undefined;
  /** The clock that is waited on. Default: the machine's. */
  readonly clock?: Clock | undefined;
}

const TIMEOUT_MS = 30_000;
const POLL_MS = 10;

/** Waits until `condition` holds. Rejects when it does not in time. */
export async function until(condition: () => boolean, options: UntilOptions = {}): Promise<void> {
  if (await holdsInTime(condition, options)) return;
  throw new Error(`The condition does not hold after ${(options.timeoutMs ?? TIMEOUT_MS) / 1_000} s`);
}

/** Waits until `condition` holds and resolves to true, or to false when it does not in time. */
export async function holdsInTime(condition: () => boolean, options: UntilOptions = {}): Promise<boolean> {
  const { timeoutMs = TIMEOUT_MS, pollMs = POLL_MS, clock = systemClock } = options;
  const end = clock.monotonic() + timeoutMs;
  while (!condition()) {
    if (clock.monotonic() >= end) return false;
    await clock.sleep(pollMs);
  }
  return true;
}
