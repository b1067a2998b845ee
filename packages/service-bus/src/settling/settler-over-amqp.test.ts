import type { ServiceBusReceivedMessage } from '@azure/service-bus';
import { describe, expect, it } from '@jest/globals';
import { QUEUE, type QueueFixture, withQueue } from '../testing/with-queue.ts';
import type { Settlement } from './settlement.ts';
import { createSettler, type SettlingReceiver } from './settler.ts';

const SETTLEMENTS: readonly Settlement[] = [
  { kind: 'complete' },
  { kind: 'dead-letter', reason: 'MalformedMessage', description: 'no body' },
  { kind: 'abandon' },
  { kind: 'dead-letter', reason: 'SpotlerRejected', description: 'email' },
];

type Settle = (
  receiver: SettlingReceiver,
) => (message: ServiceBusReceivedMessage, settlement: Settlement) => Promise<unknown>;

/**
 * Settles forty messages at once, each as the next of {@link SETTLEMENTS}, and tells what the queue has then.
 */
async function outcomes({ emulator, connect, send }: QueueFixture, settle: Settle): Promise<unknown> {
  await send(...Array.from({ length: 40 }, (_, body) => body));
  const { receiver } = connect();
  const messages = await receiver.receiveMessages(40);
  expect(messages).toHaveLength(40);
  const settleOne = settle(receiver);
  await Promise.all(
    messages.map((message, n) => settleOne(message, SETTLEMENTS[n % 4] ?? { kind: 'abandon' })),
  );
  const { messages: waiting, deadLetters } = emulator.inspect(QUEUE);
  const reasons = (reason: string) =>
    deadLetters.filter(({ deadLetterReason }) => deadLetterReason === reason);
  return {
    abandoned: waiting.length,
    malformed: reasons('MalformedMessage').length,
    rejected: reasons('SpotlerRejected').length,
  };
}

describe('settling over the client library', () => {
  it(
    'gives every message its own outcome when many are settled at once',
    withQueue(async (fixture) => {
      const settled = await outcomes(fixture, (receiver) => createSettler(receiver).settle);
      expect(settled).toEqual({ abandoned: 10, malformed: 10, rejected: 10 });
    }),
  );

  it(
    'mixes the outcomes up without the settler, and confirms them all the same',
    withQueue(async (fixture) => {
      const settled = await outcomes(fixture, (receiver) => (message, settlement) => {
        if (settlement.kind === 'complete') return receiver.completeMessage(message);
        if (settlement.kind === 'abandon') return receiver.abandonMessage(message);
        return receiver.deadLetterMessage(message, {
          deadLetterReason: settlement.reason,
          deadLetterErrorDescription: settlement.description,
        });
      });
      expect(settled).not.toEqual({ abandoned: 10, malformed: 10, rejected: 10 });
    }),
  );
});
