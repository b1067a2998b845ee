import {
  isServiceBusError,
  type ServiceBusReceivedMessage,
  type ServiceBusReceiver,
} from '@azure/service-bus';

/** A lock that is being kept. */
export interface LockKeeper {
  /** Ends the renewing; the lock itself stays until it is settled or expires. */
  stop(): void;
}

const SHORTEST_WAIT_MS = 100;

/**
 * Renews a message's lock at half its remaining time until it is stopped or lost. Our own, because the client
 * library's renewal is keyed by message id, so that two messages with one id share a timer, and because it
 * says nothing when it gives up.
 */
export function keepLocked(
  message: ServiceBusReceivedMessage,
  receiver: Pick<ServiceBusReceiver, 'renewMessageLock'>,
  now: () => number = Date.now,
): LockKeeper {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  function schedule(): void {
    if (stopped) return;
    const remaining = (message.lockedUntilUtc?.getTime() ?? 0) - now();
    // Too late: the queue has given the message to somebody else.
    if (remaining <= 0) return;
    timer = setTimeout(() => void renew(), Math.max(remaining / 2, SHORTEST_WAIT_MS));
  }

  async function renew(): Promise<void> {
    try {
      message.lockedUntilUtc = await receiver.renewMessageLock(message);
    } catch (error) {
      if (isServiceBusError(error) && error.code === 'MessageLockLost') return;
      // Out of reach for the moment: half of what remains is still time enough for another try.
    }
    schedule();
  }

  schedule();
  return {
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
