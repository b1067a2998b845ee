import { type Clock, systemClock } from '@spotler-connector/clock';

/** Options of {@link waitFor}. */
export interface WaitOptions {
  /** Between two tries, in milliseconds. Default 1000. */
  readonly pauseMs?: number | undefined;
  /** The longest wait, in milliseconds. Default 180 000: Microsoft's emulator waits for its database. */
  readonly timeoutMs?: number | undefined;
  /** The clock that is waited on. Default: the machine's. */
  readonly clock?: Clock | undefined;
}

/** Asks an address until it answers with a success. Rejects when it has not in time. */
export async function waitFor(url: string, options: WaitOptions = {}): Promise<void> {
  const { pauseMs = 1_000, timeoutMs = 180_000, clock = systemClock } = options;
  const end = clock.monotonic() + timeoutMs;
  while (clock.monotonic() < end) {
    const ok = await fetch(url, { signal: AbortSignal.timeout(timeoutMs) }).then(
      (response) => response.ok,
      () => false,
    );
    if (ok) return;
    await clock.sleep(pauseMs);
  }
  throw new Error(`${url} is not ready after ${timeoutMs / 1_000} s. The log of that service says why.`);
}
