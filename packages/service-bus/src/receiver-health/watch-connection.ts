import type { Clock } from '@spotler-connector/clock';
import { sleepUnlessAborted } from '../sleep-unless-aborted.ts';

/** How a connection is asked whether it still is one, and who is told. */
export interface ConnectionWatchOptions {
  /** For how many milliseconds no message came over it, or `undefined` while none is expected. */
  readonly quietMs: () => number | undefined;
  /** Asks Service Bus something over the connection itself. */
  readonly ask: () => Promise<unknown>;
  /** No answer came in time. */
  readonly onSilent: () => void;
  /** How long it may be quiet before it is asked, in milliseconds. */
  readonly maxQuietMs: number;
  /** How long an answer may take, in milliseconds. */
  readonly maxAnswerMs: number;
  /** Times everything. */
  readonly clock: Clock;
  /** Ends it. */
  readonly signal: AbortSignal;
}

/**
 * Asks over a quiet connection whether anybody is there. When the other end is gone without a word, as after
 * a failover or behind a firewall that forgot, the library takes its idle time of a minute or two to notice,
 * and its own calls may never end (Azure/azure-sdk-for-js#7689). Resolves when `signal` fires.
 */
export async function watchConnection(options: ConnectionWatchOptions): Promise<void> {
  const { quietMs, onSilent, maxQuietMs, clock, signal } = options;
  while (await sleepUnlessAborted(clock, maxQuietMs, signal)) {
    const quiet = quietMs();
    if (quiet === undefined || quiet < maxQuietMs) continue;
    if (!(await answers(options)) && !signal.aborted) onSilent();
  }
}

/** Whether an answer comes in time. An error is one: the library has noticed by itself, and tries again. */
export async function answers({
  ask,
  maxAnswerMs,
  clock,
}: Pick<ConnectionWatchOptions, 'ask' | 'maxAnswerMs' | 'clock'>): Promise<boolean> {
  const answered = new AbortController();
  function settle(): void {
    answered.abort();
  }
  ask().then(settle, settle);
  return !(await sleepUnlessAborted(clock, maxAnswerMs, answered.signal));
}
