import { setTimeout as wait } from 'node:timers/promises';
import { serviceBusCode } from '../service-bus-code.ts';

/** How it is found out whether messages can be received again, and who is told. */
export interface FailureMonitorOptions {
  /** Looks into the queue over a connection of its own; rejects when that can't be done. */
  readonly look: () => Promise<unknown>;
  /** Receiving failed, or fails for another reason now. */
  readonly onFailed: (error: unknown) => void;
  /** The queue can be looked into again. */
  readonly onRecovered: () => void;
  /** Between two looks, in milliseconds. */
  readonly everyMs: number;
  /** Ends it. */
  readonly signal: AbortSignal;
}

/** Knows whether messages can be received. The client library tries again and again, and says only that it failed. */
export interface FailureMonitor {
  /** Takes note of an error of the receiver. */
  onError(error: unknown): void;
  /** Takes note of a message. */
  onMessage(): void;
  /** Service Bus's code for what is wrong, such as `MessagingEntityNotFound`; `undefined` while nothing is. */
  readonly failure: string | undefined;
}

/** Builds the monitor with nothing wrong. */
export function createFailureMonitor(options: FailureMonitorOptions): FailureMonitor {
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
    onError(error) {
      // Stopping breaks off whatever is under way.
      if (signal.aborted) return;
      const code = serviceBusCode(error) ?? 'GeneralError';
      if (code === failure) return;
      const looking = failure !== undefined;
      failure = code;
      onFailed(error);
      if (!looking) void lookUntilWell();
    },
    onMessage: recovered,
    get failure() {
      return failure;
    },
  };
}
