import { describe, expect, it } from '@jest/globals';
import { withClock } from './testing/with-clock.ts';
import { receiveOne } from './testing/with-emulator.ts';

describe('time with the official client', () => {
  it(
    'dead-letters an expired message when the queue says so',
    withClock(async ({ emulator, client, send, clock }) => {
      emulator.createQueue('orders', { deadLetteringOnMessageExpiration: true });
      await send('orders', { timeToLive: 1000 });
      await clock.advance(999);
      expect(emulator.counts('orders').activeMessageCount).toBe(1);
      await clock.advance(1);
      const dead = await receiveOne(client.createReceiver('orders', { subQueueType: 'deadLetter' }));
      expect(dead).toMatchObject({
        deadLetterReason: 'TTLExpiredException',
        deadLetterErrorDescription: 'The message expired and was dead lettered.',
      });
    }),
  );

  it(
    'drops an expired message otherwise, and never one among the dead letters',
    withClock(async ({ emulator, client, send, clock }) => {
      emulator.createQueue('orders', { defaultMessageTimeToLive: 'PT1S' });
      await send('orders', { body: 'dead' }, { body: 'expires' });
      const receiver = client.createReceiver('orders');
      await receiver.deadLetterMessage(await receiveOne(receiver));
      await clock.advance(3_600_000);
      expect(emulator.counts('orders')).toMatchObject({ activeMessageCount: 0, deadLetterMessageCount: 1 });
    }),
  );

  it(
    'lets a locked message be completed after its time is over',
    withClock(async ({ emulator, client, send, clock }) => {
      emulator.createQueue('orders', { deadLetteringOnMessageExpiration: true });
      await send('orders', { timeToLive: 1000 }, { timeToLive: 1000 });
      const receiver = client.createReceiver('orders', { maxAutoLockRenewalDurationInMs: 0 });
      const first = await receiveOne(receiver);
      const second = await receiveOne(receiver);
      await clock.advance(5000);
      await receiver.completeMessage(first);
      expect(emulator.counts('orders').deadLetterMessageCount).toBe(0);
      await receiver.abandonMessage(second);
      expect(emulator.counts('orders')).toMatchObject({ activeMessageCount: 0, deadLetterMessageCount: 1 });
    }),
  );

  it(
    'delivers a scheduled message when it is due, under a new number',
    withClock(async ({ emulator, client, clock }) => {
      emulator.createQueue('orders');
      const sender = client.createSender('orders');
      const [number] = await sender.scheduleMessages([{ body: 'later' }], new Date(clock.now() + 60_000));
      await clock.advance(59_999);
      expect(emulator.counts('orders')).toMatchObject({ scheduledMessageCount: 1, activeMessageCount: 0 });
      await clock.advance(1);
      const message = await receiveOne(client.createReceiver('orders'));
      expect(message.state).toBe('scheduled');
      expect(message.enqueuedTimeUtc?.getTime()).toBe(clock.now());
      expect(message.sequenceNumber?.toNumber()).toBeGreaterThan(number?.toNumber() ?? Number.NaN);
      if (number === undefined) throw new Error('No sequence number.');
      await expect(sender.cancelScheduledMessages(number)).rejects.toMatchObject({ code: 'MessageNotFound' });
    }),
  );

  it(
    'cancels all of the scheduled messages or none',
    withClock(async ({ emulator, client, clock }) => {
      emulator.createQueue('orders');
      const sender = client.createSender('orders');
      const due = new Date(clock.now() + 60_000);
      const numbers = await sender.scheduleMessages([{ body: 1 }, { body: 2 }], due);
      const [first] = numbers;
      if (first === undefined) throw new Error('No sequence number.');
      await expect(sender.cancelScheduledMessages([first, first.add(100)])).rejects.toMatchObject({
        code: 'MessageNotFound',
      });
      expect(emulator.counts('orders').scheduledMessageCount).toBe(2);
      await sender.cancelScheduledMessages(numbers);
      expect(emulator.counts('orders').totalMessageCount).toBe(0);
    }),
  );

  it(
    'refuses to schedule a message that is too large',
    withClock(async ({ emulator, client, clock }) => {
      emulator.createQueue('orders');
      const scheduling = client
        .createSender('orders')
        .scheduleMessages({ body: 'x'.repeat(300_000) }, new Date(clock.now() + 60_000));
      await expect(scheduling).rejects.toMatchObject({ code: 'MessageSizeExceeded' });
    }),
  );

  it(
    'remembers message ids for the window of duplicate detection, and no longer',
    withClock(async ({ emulator, send, clock }) => {
      emulator.createQueue('orders', {
        requiresDuplicateDetection: true,
        duplicateDetectionHistoryTimeWindow: 'PT1M',
      });
      await send('orders', { messageId: 'a' });
      await clock.advance(59_000);
      await send('orders', { messageId: 'a' });
      expect(emulator.counts('orders').activeMessageCount).toBe(1);
      await clock.advance(1000);
      await send('orders', { messageId: 'a' });
      expect(emulator.counts('orders').activeMessageCount).toBe(2);
    }),
  );
});
