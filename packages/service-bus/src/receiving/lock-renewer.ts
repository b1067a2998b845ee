import type { ServiceBusReceivedMessage, ServiceBusReceiver } from '@azure/service-bus';
import { type Clock, systemClock } from '@spotler-connector/clock';
import { isLockLost } from '../service-bus-code.ts';
import { sleepUnlessAborted } from '../sleep-unless-aborted.ts';

/** Renews the lock of one message. */
export interface LockRenewer {
  /** Ends the renewing; the lock itself stays until it is settled or expires. */
  stop(): void;
}

/** Spares an error with its stack, which a signal makes for itself when it gets no reason. */
const STOPPED = null;
const MIN_WAIT_MS = 100;
/** This clock may be slow: then more time seems left than there is. */
const MAX_WAIT_MS = 20_000;
/** Or fast: then the time seems up. Only the queue knows. */
const WAIT_WHEN_UP_MS = 2_000;

/**
 * Renews a message's lock at half its remaining time, and at least every 20 seconds, until it is stopped or
 * the queue says that the lock is lost. A message that was only looked at has no lock, and nothing is
 * renewed. `onLost` is called when the lock is lost: the message comes again, or has come to somebody else.
 *
 * The client library's own renewal is keyed by message id, so that two messages with one id share a timer and
 * one of them loses its lock (Azure/azure-sdk-for-js#11682), and it says nothing when it gives up.
 */
export function renewLock(
  message: ServiceBusReceivedMessage,
  receiver: Pick<ServiceBusReceiver, 'renewMessageLock'>,
  clock: Clock = systemClock,
  onLost: () => void = () => {},
): LockRenewer {
  const stopping = new AbortController();
  if (message.lockToken !== undefined) void renewUntil(stopping.signal, { message, receiver, clock, onLost });
  return { stop: () => stopping.abort(STOPPED) };
}

interface Renewal {
  readonly message: ServiceBusReceivedMessage;
  readonly receiver: Pick<ServiceBusReceiver, 'renewMessageLock'>;
  readonly clock: Clock;
  readonly onLost: () => void;
}

async function renewUntil(signal: AbortSignal, { message, receiver, clock, onLost }: Renewal): Promise<void> {
  while (await sleepUnlessAborted(clock, delayMs(message, clock), signal)) {
    try {
      message.lockedUntilUtc = await receiver.renewMessageLock(message);
    } catch (error) {
      if (isLockLost(error)) return onLost();
      // Out of reach for the moment: half of what remains is still time enough for another try.
    }
  }
}

function delayMs({ lockedUntilUtc }: ServiceBusReceivedMessage, clock: Clock): number {
  const remaining = (lockedUntilUtc?.getTime() ?? 0) - clock.now();
  if (remaining <= 0) return WAIT_WHEN_UP_MS;
  return Math.min(Math.max(remaining / 2, MIN_WAIT_MS), MAX_WAIT_MS);
}
