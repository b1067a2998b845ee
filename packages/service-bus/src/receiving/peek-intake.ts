import { setTimeout as wait } from 'node:timers/promises';
import type { ServiceBusReceivedMessage, ServiceBusReceiver } from '@azure/service-bus';
import type { Intake } from './intake.ts';

/** Where messages are looked at, and what is done with each. */
export interface PeekIntakeOptions {
  /** A receiver of the queue. */
  readonly receiver: Pick<ServiceBusReceiver, 'peekMessages'>;
  /** Handles one message to its end. Must not throw. */
  readonly handle: (message: ServiceBusReceivedMessage) => Promise<void>;
  /** Called when the queue can't be looked into; it is tried again. */
  readonly onError: (error: unknown) => void;
}

const BATCH = 50;
const EMPTY_WAIT_MS = 2_000;

/**
 * An intake for dry runs: it looks at every message once and locks none, so that it uses up nothing that the
 * real worker needs, on whatever queue it is pointed at.
 */
export function createPeekIntake({ receiver, handle, onError }: PeekIntakeOptions): Intake {
  let round: AbortController | undefined;
  let looking: Promise<void> = Promise.resolve();
  let inFlight = 0;

  async function look(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const messages = await receiver.peekMessages(BATCH, { abortSignal: signal }).catch((error: unknown) => {
        if (!signal.aborted) onError(error);
        return [];
      });
      inFlight = messages.length;
      await Promise.all(messages.map(handle));
      inFlight = 0;
      if (messages.length === 0) await wait(EMPTY_WAIT_MS, undefined, { signal }).catch(() => {});
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
    // What it looked at last is still in hand and is tried with.
    letOneIn: async () => {},
    idle: () => looking,
    get inFlight() {
      return inFlight;
    },
  };
}
