import { setTimeout as wait } from 'node:timers/promises';

/** How patient the waiting is. */
export interface Patience {
  /** Between two tries, in milliseconds. Default 1000. */
  pauseMs?: number;
  /** All in all, in milliseconds. Default 180 000: Microsoft's emulator waits for its database, which takes a while. */
  atMostMs?: number;
}

/** Asks an address until it answers with a success. Rejects when it has not in time. */
export async function waitFor(url: string, patience: Patience = {}): Promise<void> {
  const { pauseMs = 1_000, atMostMs = 180_000 } = patience;
  const signal = AbortSignal.timeout(atMostMs);
  while (!signal.aborted) {
    const ok = await fetch(url, { signal }).then(
      (response) => response.ok,
      () => false,
    );
    if (ok) return;
    await wait(pauseMs, undefined, { signal }).catch(() => {});
  }
  throw new Error(`${url} is not ready after ${atMostMs / 1_000} s. The log of that service says why.`);
}
