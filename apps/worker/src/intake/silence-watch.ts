import { setTimeout as wait } from 'node:timers/promises';

/** What the watch over a receiver asks and does. */
export interface SilenceWatchOptions {
  /** When a message came last, in milliseconds since the epoch, or `undefined` while none is expected. */
  lastHeard: () => number | undefined;
  /** The oldest message that waits in the queue, over a connection of its own; `undefined` when there is none. */
  oldestWaiting: (signal: AbortSignal) => Promise<{ sequenceNumber: string } | undefined>;
  /** Builds the connection anew. */
  rebuild: () => void;
  /** Silence that is long enough to wonder, in milliseconds. */
  silenceMs: number;
  signal: AbortSignal;
}

/**
 * Notices a receiver that receives nothing while messages wait, without an error and without being closed; the
 * client library has had several causes for that (Azure/azure-sdk-for-js issues 14535, 24540, 30148, 38467), and
 * its maintainers' advice is to build a new client. The same message must be seen waiting twice, since another
 * worker may hold it. Resolves when `signal` fires.
 */
export async function watchForSilence(options: SilenceWatchOptions): Promise<void> {
  const { lastHeard, oldestWaiting, rebuild, silenceMs, signal } = options;
  let suspect: string | undefined;
  while (!signal.aborted) {
    await wait(silenceMs, undefined, { signal }).catch(() => {});
    const heard = lastHeard();
    if (signal.aborted || heard === undefined || Date.now() - heard < silenceMs) {
      suspect = undefined;
      continue;
    }
    const oldest = await oldestWaiting(signal).catch(() => undefined);
    if (oldest !== undefined && oldest.sequenceNumber === suspect) {
      suspect = undefined;
      rebuild();
    } else {
      suspect = oldest?.sequenceNumber;
    }
  }
}
