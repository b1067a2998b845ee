import type { ServiceBusReceivedMessage } from '@azure/service-bus';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { MessageInspection } from './inspection.ts';
import { visible } from './testing/naive-queue.ts';
import { NaiveRun, type QueueUnderTest } from './testing/naive-run.ts';
import { queueOperations } from './testing/queue-operation.ts';
import { type Fixture, receiveOne, withEmulator } from './testing/with-emulator.ts';
import { createVirtualClock, type VirtualClock } from './virtual-clock.ts';

type SequenceNumber = NonNullable<ServiceBusReceivedMessage['sequenceNumber']>;

const SETTINGS = { lockDuration: 50, maxDeliveryCount: 3 };

function allowed(operation: Promise<unknown>): Promise<boolean> {
  return operation.then(
    () => true,
    () => false,
  );
}

function inspect(messages: readonly MessageInspection[]): object[] {
  return visible([...messages]);
}

/** The emulator behind the official client as the model test drives it. */
function remoteQueue(
  { emulator, client }: Fixture,
  { name, clock, zero }: { name: string; clock: VirtualClock; zero: SequenceNumber },
): QueueUnderTest {
  emulator.createQueue(name, {
    lockDuration: 'PT0.05S',
    maxDeliveryCount: SETTINGS.maxDeliveryCount,
    deadLetteringOnMessageExpiration: true,
  });
  const sender = client.createSender(name);
  const receiver = client.createReceiver(name, { maxAutoLockRenewalDurationInMs: 0 });
  const taken: ServiceBusReceivedMessage[] = [];
  const settle: QueueUnderTest['settle'] = async (kind, index) => {
    const message = taken[index];
    if (message === undefined) return false;
    if (kind === 'complete') return allowed(receiver.completeMessage(message));
    if (kind === 'abandon') return allowed(receiver.abandonMessage(message));
    if (kind === 'defer') return allowed(receiver.deferMessage(message));
    if (kind === 'renew') return allowed(receiver.renewMessageLock(message));
    return allowed(receiver.deadLetterMessage(message));
  };
  return {
    send: (messageId, timeToLive, delay) =>
      sender.sendMessages({
        body: 'x',
        messageId,
        timeToLive,
        scheduledEnqueueTimeUtc: delay === 0 ? undefined : new Date(clock.now() + delay),
      }),
    take: async () => {
      taken.push(await receiveOne(receiver));
      return true;
    },
    takeDeferred: (number) =>
      allowed(receiver.receiveDeferredMessages(zero.add(number)).then((messages) => taken.push(...messages))),
    cancel: (number) => allowed(sender.cancelScheduledMessages(zero.add(number))),
    settle,
    advance: (milliseconds) => clock.advance(milliseconds),
    visible: () => {
      const { messages, deadLetters } = emulator.inspect(name);
      return { messages: inspect(messages), dead: inspect(deadLetters) };
    },
  };
}

/** The client has its own kind of number, and gives it only with a message. */
async function aZero({ emulator, client, send }: Fixture): Promise<SequenceNumber> {
  emulator.createQueue('numbers');
  await send('numbers', {});
  const { sequenceNumber } = await receiveOne(client.createReceiver('numbers'));
  if (sequenceNumber === undefined) throw new Error('No sequence number.');
  return sequenceNumber.subtract(sequenceNumber);
}

describe('the official client against a naive queue', () => {
  it('sees what the naive queue says after every step of random operations', () => {
    const clock = createVirtualClock(1_800_000_000_000);
    return withEmulator(
      async (fixture) => {
        const zero = await aZero(fixture);
        let runs = 0;
        const property = fc.asyncProperty(queueOperations(60), async (operations) => {
          runs += 1;
          const real = remoteQueue(fixture, { name: `model-${runs}`, clock, zero });
          const run = new NaiveRun(SETTINGS, clock.now());
          for (const operation of operations) {
            const answers = await run.apply(operation, real);
            if (answers !== undefined)
              expect([operation.kind, answers.real]).toEqual([operation.kind, answers.naive]);
            const { messages, dead } = run.queue;
            expect(real.visible()).toEqual({ messages: visible(messages), dead: visible(dead) });
          }
        });
        await fc.assert(property, { numRuns: 25, seed: 20_260_102, endOnFailure: true });
        expect(runs).toBe(25);
      },
      { clock },
    )();
  });
});
