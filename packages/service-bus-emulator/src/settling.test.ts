import { describe, expect, it } from '@jest/globals';
import { connect, receive, receiveOne, withEmulator } from './testing/with-emulator.ts';
import { createVirtualClock } from './virtual-clock.ts';

describe('receiving and settling with the official client', () => {
  it(
    'locks what it delivers, for as long as the queue says',
    withEmulator(async ({ emulator, client, send }) => {
      emulator.createQueue('orders', { lockDuration: 'PT30S' });
      await send('orders', {});
      const message = await receiveOne(client.createReceiver('orders'));
      expect(message.lockToken).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
      expect(message.lockedUntilUtc?.getTime()).toBe(
        emulator.inspect('orders').messages[0]?.lockedUntil ?? 0,
      );
      expect(await client.createReceiver('orders').receiveMessages(1, { maxWaitTimeInMs: 50 })).toEqual([]);
    }),
  );

  it(
    'completes, abandons with new properties, and counts the delivery',
    withEmulator(async ({ emulator, client, send }) => {
      emulator.createQueue('orders');
      await send('orders', { applicationProperties: { kept: 1, changed: 1 } });
      const receiver = client.createReceiver('orders');
      await receiver.abandonMessage(await receiveOne(receiver), { changed: 2, added: 'x' });
      const again = await receiveOne(receiver);
      expect(again.deliveryCount).toBe(1);
      expect(again.applicationProperties).toEqual({ kept: 1, changed: 2, added: 'x' });
      await receiver.completeMessage(again);
      expect(emulator.counts('orders').totalMessageCount).toBe(0);
    }),
  );

  it(
    'dead-letters with reason, description and properties',
    withEmulator(async ({ emulator, client, send }) => {
      emulator.createQueue('orders');
      await send('orders', { messageId: 'bad' });
      const receiver = client.createReceiver('orders');
      await receiver.deadLetterMessage(await receiveOne(receiver), {
        deadLetterReason: 'why',
        deadLetterErrorDescription: 'because',
        custom: true,
      });
      const dead = await receiveOne(client.createReceiver('orders', { subQueueType: 'deadLetter' }));
      expect(dead).toMatchObject({
        messageId: 'bad',
        deadLetterReason: 'why',
        deadLetterErrorDescription: 'because',
        deadLetterSource: 'orders',
        applicationProperties: { custom: true },
      });
      expect(emulator.counts('orders')).toMatchObject({ activeMessageCount: 0, deadLetterMessageCount: 1 });
    }),
  );

  it(
    'does not count deliveries of dead letters, and does not dead-letter them again',
    withEmulator(async ({ emulator, client, send }) => {
      emulator.createQueue('orders', { maxDeliveryCount: 1 });
      await send('orders', {});
      const receiver = client.createReceiver('orders');
      await receiver.abandonMessage(await receiveOne(receiver));
      const deadLetters = client.createReceiver('orders', { subQueueType: 'deadLetter' });
      const dead = await receiveOne(deadLetters);
      expect(dead.deadLetterReason).toBe('MaxDeliveryCountExceeded');
      await expect(deadLetters.deadLetterMessage(dead)).rejects.toMatchObject({ code: 'GeneralError' });
      const again = await receiveOne(deadLetters);
      await deadLetters.abandonMessage(again);
      expect((await receiveOne(deadLetters)).deliveryCount).toBe(dead.deliveryCount);
    }),
  );

  it(
    'defers: the message is only found by its number, and goes back among the deferred when abandoned',
    withEmulator(async ({ emulator, client, send }) => {
      emulator.createQueue('orders');
      await send('orders', {});
      const receiver = client.createReceiver('orders');
      const { sequenceNumber, ...message } = await receiveOne(receiver);
      if (sequenceNumber === undefined) throw new Error('No sequence number.');
      await receiver.deferMessage({ sequenceNumber, ...message });
      expect(await receiver.receiveMessages(1, { maxWaitTimeInMs: 50 })).toEqual([]);
      const [deferred] = await receiver.receiveDeferredMessages(sequenceNumber);
      if (deferred === undefined) throw new Error('The deferred message is gone.');
      expect(deferred).toMatchObject({ state: 'deferred', deliveryCount: 1 });
      await receiver.abandonMessage(deferred);
      const [again] = await receiver.receiveDeferredMessages(sequenceNumber);
      if (again === undefined) throw new Error('The deferred message is gone.');
      expect(again).toMatchObject({ state: 'deferred', deliveryCount: 2 });
      await receiver.completeMessage(again);
      await expect(receiver.receiveDeferredMessages(sequenceNumber)).rejects.toMatchObject({
        code: 'MessageNotFound',
      });
      expect(emulator.counts('orders').totalMessageCount).toBe(0);
    }),
  );

  it('frees a message when its lock has run out, and refuses the settlement that comes too late', () => {
    const clock = createVirtualClock();
    return withEmulator(
      async ({ emulator, client, send }) => {
        emulator.createQueue('orders', { lockDuration: 'PT5S' });
        await send('orders', {});
        const receiver = client.createReceiver('orders', { maxAutoLockRenewalDurationInMs: 0 });
        const message = await receiveOne(receiver);
        await clock.advance(4999);
        expect(emulator.inspect('orders').messages[0]?.lockedUntil).toBeDefined();
        await clock.advance(1);
        expect(emulator.inspect('orders').messages[0]).toMatchObject({
          lockedUntil: undefined,
          deliveryCount: 1,
        });
        await expect(receiver.completeMessage(message)).rejects.toMatchObject({ code: 'MessageLockLost' });
        await expect(receiver.renewMessageLock(message)).rejects.toMatchObject({ code: 'MessageLockLost' });
        expect((await receiveOne(receiver)).deliveryCount).toBe(1);
      },
      { clock },
    )();
  });

  it('holds a renewed lock longer', () => {
    const clock = createVirtualClock();
    return withEmulator(
      async ({ emulator, client, send }) => {
        emulator.createQueue('orders', { lockDuration: 'PT5S' });
        await send('orders', {});
        const receiver = client.createReceiver('orders', { maxAutoLockRenewalDurationInMs: 0 });
        const message = await receiveOne(receiver);
        await clock.advance(4000);
        const until = await receiver.renewMessageLock(message);
        expect(until.getTime()).toBe(clock.now() + 5000);
        await clock.advance(4000);
        await receiver.completeMessage(message);
        expect(emulator.counts('orders').totalMessageCount).toBe(0);
      },
      { clock },
    )();
  });

  it(
    'settles over $management when the receiver is closed',
    withEmulator(async ({ emulator, client, send }) => {
      emulator.createQueue('orders');
      await send('orders', { body: 1 }, { body: 2 }, { body: 3 });
      const closed = client.createReceiver('orders');
      const [first, second, third] = await receive(closed, 3);
      if (first === undefined || second === undefined || third === undefined)
        throw new Error('Too few messages.');
      await closed.close();
      const open = client.createReceiver('orders');
      await open.completeMessage(first);
      await open.deadLetterMessage(second, { deadLetterReason: 'late', deadLetterErrorDescription: 'd' });
      await open.abandonMessage(third, { n: 1 });
      expect(emulator.counts('orders')).toMatchObject({ activeMessageCount: 1, deadLetterMessageCount: 1 });
      expect((await receiveOne(open)).applicationProperties).toEqual({ n: 1 });
    }),
  );

  it(
    'keeps peek-locks when the connection is gone',
    withEmulator(async ({ emulator, client, send }) => {
      emulator.createQueue('orders');
      await send('orders', {});
      const other = connect(emulator.connectionString);
      await receiveOne(other.createReceiver('orders'));
      await other.close();
      expect(await client.createReceiver('orders').receiveMessages(1, { maxWaitTimeInMs: 50 })).toEqual([]);
      expect(emulator.inspect('orders').messages[0]?.lockedUntil).toBeDefined();
    }),
  );
});
