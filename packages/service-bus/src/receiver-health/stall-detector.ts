import type { Clock } from '@spotler-connector/clock';
import { serviceBusCode } from '../service-bus-code.ts';
import { sleepUnlessAborted } from '../sleep-unless-aborted.ts';

/** Where the detector looks, and whom it tells. */
export interface StallDetectorOptions {
  /** For how many milliseconds no message came, or `undefined` while none is expected. */
  readonly idleMs: () => number | undefined;
  /**
   * The oldest message that waits in the queue, over a connection of its own; `undefined` when there is none.
   */
  readonly oldestWaiting: () => Promise<{ readonly sequenceNumber: string } | undefined>;
  /** The receiver has stalled: a new connection is needed. */
  readonly onStalled: () => void;
  /** Looking failed in a way that Service Bus has no code for. */
  readonly onError: (error: unknown) => void;
  /** How long a receiver may be idle until the queue is looked into, in milliseconds. */
  readonly maxIdleMs: number;
  /** Times the looks. */
  readonly clock: Clock;
  /** Ends it. */
  readonly signal: AbortSignal;
}

/**
 * Detects a receiver that receives nothing while messages wait, without an error and without being closed.
 * The client library has had several causes for that (Azure/azure-sdk-for-js issues 14535, 24540, 30148,
 * 38467), and its maintainers' advice is to build a new client. The same message must be seen waiting twice,
 * since another worker may hold it. Resolves when `signal` fires.
 */
export async function detectStalls(options: StallDetectorOptions): Promise<void> {
  const { idleMs, oldestWaiting, onStalled, onError, maxIdleMs, clock, signal } = options;
  let suspect: string | undefined;

  async function look(): Promise<string | undefined> {
    try {
      return (await oldestWaiting())?.sequenceNumber;
    } catch (error) {
      // While Service Bus can't be reached nothing is known. Anything else may be a mistake of ours.
      if (serviceBusCode(error) === undefined) onError(error);
      return undefined;
    }
  }

  while (await sleepUnlessAborted(clock, maxIdleMs, signal)) {
    const idle = idleMs();
    const oldest = idle === undefined || idle < maxIdleMs ? undefined : await look();
    const stalled = oldest !== undefined && oldest === suspect;
    suspect = stalled ? undefined : oldest;
    if (stalled) onStalled();
  }
}
