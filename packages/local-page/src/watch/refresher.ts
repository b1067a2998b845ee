import type { Clock } from '@spotler-connector/clock';

/** Looks again at something that has changed, but not at every change. */
export interface Refresher {
  /** Has it looked at again soon. */
  request(): void;
  /** Ends it; resolves when no look is under way. */
  close(): Promise<void>;
}

/** Options of {@link createRefresher}. */
export interface RefresherOptions {
  /** Looks. What it throws is left to the next look: a system may be down on purpose. */
  readonly look: () => Promise<void>;
  /** The shortest time between two looks, in milliseconds. */
  readonly pauseMs: number;
  readonly clock: Clock;
}

/** Builds it; it looks for the first time when it is asked to. */
export function createRefresher({ look, pauseMs, clock }: RefresherOptions): Refresher {
  const closing = new AbortController();
  let wanted = false;
  let running: Promise<void> | undefined;

  async function run(): Promise<void> {
    while (wanted && !closing.signal.aborted) {
      wanted = false;
      await look().catch(() => {});
      await clock.sleep(pauseMs, closing.signal).catch(() => {});
    }
    running = undefined;
  }

  return {
    request() {
      wanted = true;
      if (!closing.signal.aborted) running ??= run();
    },
    async close() {
      closing.abort();
      await running;
    },
  };
}
