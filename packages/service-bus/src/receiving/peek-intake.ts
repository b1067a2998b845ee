import type { ServiceBusReceivedMessage, ServiceBusReceiver } from '@azure/service-bus';
import { type Clock, systemClock } from '@spotler-connector/clock';
import { sleepUnlessAborted } from '../sleep-unless-aborted.ts';
import type { Intake } from './intake.ts';

/** Where messages are looked at, and what is done with each. */
export interface PeekIntakeOptions {
  /** A receiver of the queue. */
  readonly receiver: Pick<ServiceBusReceiver, 'peekMessages'>;
  /** Handles one message to its end. Must not throw. */
  readonly handle: (message: ServiceBusReceivedMessage) => Promise<void>;
  /** Called when the queue can't be looked into; it is tried again. */
  readonly onError: (error: unknown) => void;
  /** Times the looks. Default: the machine's. */
  readonly clock?: Clock | undefined;
}

const BATCH = 50;
const EMPTY_WAIT_MS = 2_000;

/**
 * Builds an intake for dry runs: it looks at every message once and locks none, so that it uses up nothing
 * that the real worker needs, on whatever queue it is pointed at.
 */
export function createPeekIntake(options: PeekIntakeOptions): Intake {
  const { receiver, handle, onError, clock = systemClock } = options;
  let round: AbortController | undefined;
  let looking: Promise<void> = Promise.resolve();
  let inFlight = 0;

  async function peek(signal: AbortSignal): Promise<ServiceBusReceivedMessage[]> {
    try {
      return await receiver.peekMessages(BATCH, { abortSignal: signal });
    } catch (error) {
      // A pause breaks off whatever is under way.
      if (!signal.aborted) onError(error);
      return [];
    }
  }

  async function look(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const messages = await peek(signal);
      inFlight = messages.length;
      await Promise.all(messages.map(handle));
      inFlight = 0;
      if (messages.length === 0) await sleepUnlessAborted(clock, EMPTY_WAIT_MS, signal);
    }
  }

  return {
    resume() {
      if (round !== undefined) return;
      const begun = new AbortController();
      round = begun;
      looking = looking.then(() => look(begun.signal));
    },
    pause() {
      round?.abort();
      round = undefined;
    },
    // The messages that it looked at last are still in hand, and their work is tried again.
    admitOne: async () => {},
    idle: () => looking,
    get inFlight() {
      return inFlight;
    },
  };
}
