import type { ServiceBusReceivedMessage, ServiceBusReceiver } from '@azure/service-bus';
import { isLockLost } from '../service-bus-code.ts';
import { createPhases } from './phases.ts';
import type { Settlement } from './settlement.ts';

/** The part of a receiver that settles. */
export type SettlingReceiver = Pick<
  ServiceBusReceiver,
  'completeMessage' | 'abandonMessage' | 'deadLetterMessage'
>;

/** Settles messages; nothing else does. */
export interface Settler {
  /**
   * Settles a message and resolves once the queue has confirmed it. `lock-lost` means that the queue had
   * given the message to somebody else already, who will settle it; nothing is to be done.
   *
   * @throws {ServiceBusError} when the queue can't be reached; the message comes back when its lock expires.
   */
  settle(message: ServiceBusReceivedMessage, settlement: Settlement): Promise<'settled' | 'lock-lost'>;
}

/**
 * Builds a {@link Settler} for one receiver.
 *
 * The client library (rhea 3.0.5, `write_dispositions`) gives two neighbouring deliveries that are settled in
 * one flush the outcome of the first, and confirms both: a dead-letter beside a complete vanishes. So
 * different settlements take turns, each waiting until the queue has confirmed those before it. Equal ones go
 * together.
 */
export function createSettler(receiver: SettlingReceiver): Settler {
  const phases = createPhases();
  return {
    settle: (message, settlement) =>
      phases.run(phaseOf(settlement), async () => {
        try {
          await send(receiver, message, settlement);
          return 'settled';
        } catch (error) {
          if (isLockLost(error)) return 'lock-lost';
          throw error;
        }
      }),
  };
}

/** Settlements that may share a flush: those that do not differ at all. */
function phaseOf(settlement: Settlement): string {
  return settlement.kind === 'dead-letter'
    ? JSON.stringify([settlement.reason, settlement.description])
    : settlement.kind;
}

async function send(
  receiver: SettlingReceiver,
  message: ServiceBusReceivedMessage,
  settlement: Settlement,
): Promise<void> {
  switch (settlement.kind) {
    case 'complete':
      return receiver.completeMessage(message);
    case 'abandon':
      return receiver.abandonMessage(message);
    case 'dead-letter':
      return receiver.deadLetterMessage(message, {
        deadLetterReason: settlement.reason,
        deadLetterErrorDescription: settlement.description,
      });
  }
}
