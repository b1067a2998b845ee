import { describe, expect, it } from '@jest/globals';
import type { QueueEventKind, ServiceBusEmulator } from '@spotler-connector/service-bus-emulator';
import { createSettler } from '../settling/settler.ts';
import { QUEUE, type QueueFixture, until, withQueue } from '../testing/with-queue.ts';
import { renewLock } from './lock-renewer.ts';

const TWINS = [1, 2].map((body) => ({ body, messageId: 'twin' }));
const LOCK = { lockDuration: 'PT1S' };

/** Sequence numbers of the messages to which something happens from now on. */
function messagesWith(kind: QueueEventKind, emulator: ServiceBusEmulator): number[] {
  const numbers: number[] = [];
  emulator.onEvent((event) => {
    if (event.kind === kind) numbers.push(event.sequenceNumber);
  });
  return numbers;
}

describe('renewing locks over the client library', () => {
  it(
    'keeps one of two messages with the same id locked when the other is settled',
    withQueue(async ({ emulator, connect, send }: QueueFixture) => {
      await send(...TWINS);
      const renewed = messagesWith('lock-renewed', emulator);
      const { receiver } = connect();
      const [first, second] = await receiver.receiveMessages(2);
      if (first === undefined || second === undefined) throw new Error('There are two messages.');
      const [lock, other] = [renewLock(first, receiver), renewLock(second, receiver)];
      other.stop();
      await createSettler(receiver).settle(second, { kind: 'complete' });
      await until(() => renewed.filter((number) => number === 1).length >= 2);
      lock.stop();
      expect(await createSettler(receiver).settle(first, { kind: 'complete' })).toBe('settled');
      expect(emulator.counts(QUEUE).activeMessageCount).toBe(0);
    }, LOCK),
  );

  it(
    'is left to us: the receiver renews nothing by itself',
    withQueue(async ({ emulator, connect, send }: QueueFixture) => {
      await send('a');
      const renewed = messagesWith('lock-renewed', emulator);
      const lost = messagesWith('lock-expired', emulator);
      await connect().receiver.receiveMessages(1);
      await until(() => lost.length > 0);
      expect(renewed).toEqual([]);
    }, LOCK),
  );

  it(
    'loses the lock when it is left to the library, which keys its timers by message id',
    withQueue(async ({ emulator, connect, send }: QueueFixture) => {
      await send(...TWINS);
      const { client } = connect();
      const receiver = client.createReceiver(QUEUE, { maxAutoLockRenewalDurationInMs: 60_000 });
      const [first, second] = await receiver.receiveMessages(2);
      if (first === undefined || second === undefined) throw new Error('There are two messages.');
      await receiver.completeMessage(second);
      const lost = messagesWith('lock-expired', emulator);
      await until(() => lost.length > 0);
      expect(lost).toEqual([1]);
    }, LOCK),
  );
});
