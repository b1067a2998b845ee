import type { Clock } from '@spotler-connector/clock';
import { serviceBusCode } from '../service-bus-code.ts';
import { sleepUnlessAborted } from '../sleep-unless-aborted.ts';

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
  /** Times the looks. */
  readonly clock: Clock;
  /** Ends it. */
  readonly signal: AbortSignal;
}

/**
 * Knows whether messages can be received. The client library tries again and again, and says only that it
 * failed.
 */
export interface FailureMonitor {
  /** Takes note of an error of the receiver. */
  onError(error: unknown): void;
  /** Takes note of a message. */
  onMessage(): void;
  /**
   * Service Bus's code for what is wrong, such as `MessagingEntityNotFound`; `undefined` while nothing is.
   */
  readonly failure: string | undefined;
}

/** Builds the monitor with nothing wrong. */
export function createFailureMonitor(options: FailureMonitorOptions): FailureMonitor {
  const { look, onFailed, onRecovered, everyMs, clock, signal } = options;
  let failure: string | undefined;
  let looking = false;
  /** Whether receiving failed once more since the last look. */
  let failedAgain = false;

  function fail(error: unknown): void {
    const code = serviceBusCode(error) ?? 'GeneralError';
    if (code === failure) return;
    failure = code;
    onFailed(error);
  }

  function recover(): void {
    if (failure === undefined) return;
    failure = undefined;
    onRecovered();
  }

  async function tryToLook(): Promise<void> {
    // A queue with sessions can be looked into, and refuses the receiver every second, for no other reason.
    const isProof = !(failure === 'GeneralError' && failedAgain);
    failedAgain = false;
    try {
      await look();
      if (isProof) recover();
    } catch (error) {
      // Service Bus has said what is wrong. Anything else is news, and may be a mistake of ours.
      if (serviceBusCode(error) === undefined) fail(error);
    }
  }

  async function lookUntilWell(): Promise<void> {
    looking = true;
    while (failure !== undefined && (await sleepUnlessAborted(clock, everyMs, signal))) await tryToLook();
    looking = false;
  }

  return {
    onError(error) {
      // Stopping breaks off whatever is under way.
      if (signal.aborted) return;
      failedAgain = failure !== undefined;
      fail(error);
      if (!looking) void lookUntilWell();
    },
    onMessage: recover,
    get failure() {
      return failure;
    },
  };
}
