import { setTimeout as wait } from 'node:timers/promises';

/** What the detector asks, and whom it tells. */
export interface StallDetectorOptions {
  /** When a message came last, in milliseconds since the epoch, or `undefined` while none is expected. */
  readonly lastMessageAt: () => number | undefined;
  /** The oldest message that waits in the queue, over a connection of its own; `undefined` when there is none. */
  readonly oldestWaiting: (signal: AbortSignal) => Promise<{ sequenceNumber: string } | undefined>;
  /** The receiver has stalled: a new connection is needed. */
  readonly onStalled: () => void;
  /** Silence that is long enough to wonder, in milliseconds. */
  readonly silenceMs: number;
  /** Ends it. */
  readonly signal: AbortSignal;
}

/**
 * Detects a receiver that receives nothing while messages wait, without an error and without being closed. The client
 * library has had several causes for that (Azure/azure-sdk-for-js issues 14535, 24540, 30148, 38467), and its
 * maintainers' advice is to build a new client. The same message must be seen waiting twice, since another worker may
 * hold it. Resolves when `signal` fires.
 */
export async function detectStalls(options: StallDetectorOptions): Promise<void> {
  const { lastMessageAt, oldestWaiting, onStalled, silenceMs, signal } = options;
  let suspect: string | undefined;
  while (!signal.aborted) {
    await wait(silenceMs, undefined, { signal }).catch(() => {});
    const last = lastMessageAt();
    if (signal.aborted || last === undefined || Date.now() - last < silenceMs) {
      suspect = undefined;
      continue;
    }
    const oldest = await oldestWaiting(signal).catch(() => undefined);
    if (oldest !== undefined && oldest.sequenceNumber === suspect) {
      suspect = undefined;
      onStalled();
    } else {
      suspect = oldest?.sequenceNumber;
    }
  }
}
