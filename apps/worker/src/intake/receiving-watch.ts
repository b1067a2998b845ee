import { setTimeout as wait } from 'node:timers/promises';
import { serviceBusCode } from '@spotler-connector/adapters';

/** How it is found out whether messages can be received again, and who is told. */
export interface ReceivingWatchOptions {
  /** Looks into the queue over a connection of its own; rejects when that can't be done. */
  look: () => Promise<unknown>;
  /** Receiving failed, or fails for another reason now. */
  onFailed: (error: unknown) => void;
  /** The queue can be looked into again. */
  onRecovered: () => void;
  /** Between two looks, in milliseconds. */
  everyMs: number;
  /** Ends it. */
  signal: AbortSignal;
}

/** Knows whether messages can be received. The client library tries again and again, and says only that it failed. */
export interface ReceivingWatch {
  /** Takes note of an error of the receiver. */
  failed(error: unknown): void;
  /** Takes note of a message. */
  heard(): void;
  /** Service Bus's code for what is wrong, such as `MessagingEntityNotFound`; `undefined` while nothing is. */
  readonly failure: string | undefined;
}

/** Builds the watch with nothing wrong. */
export function createReceivingWatch(options: ReceivingWatchOptions): ReceivingWatch {
  const { look, onFailed, onRecovered, everyMs, signal } = options;
  let failure: string | undefined;

  function recovered(): void {
    if (failure === undefined) return;
    failure = undefined;
    onRecovered();
  }

  async function lookUntilWell(): Promise<void> {
    while (failure !== undefined && !signal.aborted) {
      try {
        await wait(everyMs, undefined, { signal });
        await look();
      } catch {
        continue;
      }
      recovered();
    }
  }

  return {
    failed(error) {
      // Stopping breaks off whatever is under way.
      if (signal.aborted) return;
      const code = serviceBusCode(error) ?? 'GeneralError';
      if (code === failure) return;
      const looking = failure !== undefined;
      failure = code;
      onFailed(error);
      if (!looking) void lookUntilWell();
    },
    heard: recovered,
    get failure() {
      return failure;
    },
  };
}
