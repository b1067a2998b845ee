import type { ServiceBusReceivedMessage, ServiceBusReceiver } from '@azure/service-bus';
import { createSettler, type Settler } from '../settling/settler.ts';
import { MAX_UNSETTLED } from './delivery-window.ts';

/** A receiver that locks dead letters. Closing it leaves its locks to expire by themselves. */
export type DeadLetterReceiver = Pick<
  ServiceBusReceiver,
  | 'receiveMessages'
  | 'renewMessageLock'
  | 'completeMessage'
  | 'abandonMessage'
  | 'deadLetterMessage'
  | 'close'
>;

/**
 * Receives dead letters from the oldest on. One that is not completed stays locked, so that the next ones
 * come.
 */
export interface DeadLetterIntake {
  /** Receives the next dead letters, each locked; none when no unlocked ones are left. */
  next(count: number): Promise<ServiceBusReceivedMessage[]>;
  /**
   * Takes a dead letter that was received last out of the queue. False when its lock was lost: it comes
   * again.
   */
  complete(message: ServiceBusReceivedMessage): Promise<boolean>;
  /** Renews a dead letter's lock. */
  renew(message: ServiceBusReceivedMessage): Promise<unknown>;
  /** Frees the dead letters that are still locked, and closes. */
  close(): Promise<void>;
}

/** The client library ends a batch a second after its first message. */
const MAX_WAIT_MS = 1_000;

/**
 * Builds a {@link DeadLetterIntake} on receivers that `openReceiver` makes, with no lock yet. Service Bus
 * gives dead letters out in order only, so those in front of a wanted one are locked and left alone. A link
 * that holds 2048 stops receiving (Azure/azure-sdk-for-js#13109; see `DeliveryWindow`): it is changed before,
 * and the locks of the old one run out.
 */
export function openDeadLetterIntake(openReceiver: () => DeadLetterReceiver): DeadLetterIntake {
  let receiver: DeadLetterReceiver = openReceiver();
  let settler: Settler = createSettler(receiver);
  const locked = new Set<ServiceBusReceivedMessage>();

  async function changeLink(): Promise<void> {
    locked.clear();
    await receiver.close();
    receiver = openReceiver();
    settler = createSettler(receiver);
  }

  return {
    async next(count) {
      if (locked.size + count > MAX_UNSETTLED) await changeLink();
      const messages = await receiver.receiveMessages(count, { maxWaitTimeInMs: MAX_WAIT_MS });
      for (const message of messages) locked.add(message);
      return messages;
    },
    async complete(message) {
      const settled = await settler.settle(message, { kind: 'complete' });
      locked.delete(message);
      return settled === 'settled';
    },
    renew: (message) => receiver.renewMessageLock(message),
    async close() {
      // One that can't be freed is freed by its lock's end.
      await Promise.allSettled([...locked].map((message) => settler.settle(message, { kind: 'abandon' })));
      await receiver.close();
    },
  };
}
