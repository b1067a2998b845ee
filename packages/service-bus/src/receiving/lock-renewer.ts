import {
  isServiceBusError,
  type ServiceBusReceivedMessage,
  type ServiceBusReceiver,
} from '@azure/service-bus';

/** Renews the lock of one message. */
export interface LockRenewer {
  /** Ends the renewing; the lock itself stays until it is settled or expires. */
  stop(): void;
}

const MIN_WAIT_MS = 100;
/** This clock may be slow: then more time seems left than there is. */
const MAX_WAIT_MS = 20_000;
/** Or fast: then the time seems up. Only the queue knows. */
const WAIT_WHEN_UP_MS = 2_000;

/**
 * Renews a message's lock at half its remaining time, at least every 20 seconds, until it is stopped or the queue says
 * that the lock is lost. Our own, because the client
 * library's renewal is keyed by message id, so that two messages with one id share a timer, and because it
 * says nothing when it gives up.
 */
export function renewLock(
  message: ServiceBusReceivedMessage,
  receiver: Pick<ServiceBusReceiver, 'renewMessageLock'>,
  now: () => number = Date.now,
): LockRenewer {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  function schedule(): void {
    if (stopped) return;
    const remaining = (message.lockedUntilUtc?.getTime() ?? 0) - now();
    const half = Math.min(Math.max(remaining / 2, MIN_WAIT_MS), MAX_WAIT_MS);
    timer = setTimeout(() => void renew(), remaining > 0 ? half : WAIT_WHEN_UP_MS);
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
