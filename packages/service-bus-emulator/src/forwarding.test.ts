import { describe, expect, it } from '@jest/globals';
import { withClock } from './testing/with-clock.ts';
import { receiveOne, withEmulator } from './testing/with-emulator.ts';

describe('forwarding', () => {
  it(
    'sends messages and dead letters on, with their origin',
    withEmulator(async ({ emulator, client, send }) => {
      emulator.createQueue('all');
      emulator.createQueue('graves');
      emulator.createQueue('orders', { forwardTo: 'all' });
      emulator.createQueue('strict', { forwardDeadLetteredMessagesTo: 'graves', maxDeliveryCount: 1 });
      await send('orders', { body: 'through', applicationProperties: { a: 1 } });
      expect(await receiveOne(client.createReceiver('all'))).toMatchObject({
        body: 'through',
        applicationProperties: { a: 1 },
      });
      await send('strict', { body: 'dies' });
      const receiver = client.createReceiver('strict');
      await receiver.abandonMessage(await receiveOne(receiver));
      expect(await receiveOne(client.createReceiver('graves'))).toMatchObject({
        body: 'dies',
        deadLetterReason: 'MaxDeliveryCountExceeded',
        deadLetterSource: 'strict',
      });
      expect(emulator.counts('strict').totalMessageCount).toBe(0);
    }),
  );

  it(
    'goes from subscriptions to queues and from queues to topics',
    withEmulator(async ({ emulator, client, send }) => {
      emulator.createTopic('second');
      emulator.createQueue('end');
      emulator.createQueue('middle', { forwardTo: 'second' });
      emulator.createTopic('first');
      emulator.createSubscription('first', 'on', { forwardTo: 'middle' });
      emulator.createSubscription('second', 'on', { forwardTo: 'end' });
      await send('first', { body: 'far' });
      expect((await receiveOne(client.createReceiver('end'))).body).toBe('far');
    }),
  );

  it(
    'keeps what cannot be sent on among the transfer dead letters',
    withEmulator(async ({ emulator, client, send }) => {
      emulator.createQueue('sessions', { requiresSession: true });
      emulator.createQueue('orders', { forwardTo: 'sessions' });
      await send('orders', { body: 'no session' });
      expect(emulator.counts('orders').transferDeadLetterMessageCount).toBe(1);
      const messages = client.createReceiver('orders', { subQueueType: 'transferDeadLetter' });
      expect(await receiveOne(messages)).toMatchObject({
        body: 'no session',
        deadLetterReason: 'amqp:not-allowed',
        deadLetterErrorDescription: expect.stringContaining('SessionId'),
      });
    }),
  );

  it(
    'ends after four hops',
    withEmulator(async ({ emulator, send }) => {
      emulator.createQueue('q5');
      for (const n of [4, 3, 2, 1, 0]) emulator.createQueue(`q${n}`, { forwardTo: `q${n + 1}` });
      await send('q1', {});
      await send('q0', {});
      expect(emulator.counts('q5').activeMessageCount).toBe(1);
      expect(emulator.counts('q4').transferDeadLetterMessageCount).toBe(1);
    }),
  );

  it(
    'lets nobody receive from an entity that sends its messages on',
    withEmulator(async ({ emulator, client }) => {
      emulator.createQueue('all');
      emulator.createQueue('orders', { forwardTo: 'all' });
      await expect(client.createReceiver('orders').receiveMessages(1)).rejects.toThrow(/auto-forwarding/);
    }),
  );
});

describe('the status of an entity', () => {
  it(
    'lets clients send or receive, or neither',
    withEmulator(async ({ emulator, client, send }) => {
      emulator.createQueue('off', { status: 'Disabled' });
      emulator.createQueue('full', { status: 'SendDisabled' });
      emulator.createQueue('shut', { status: 'ReceiveDisabled' });
      const disabled = { code: 'MessagingEntityDisabled' };
      await expect(send('off', {})).rejects.toMatchObject(disabled);
      await expect(send('full', {})).rejects.toMatchObject(disabled);
      await send('shut', {});
      for (const name of ['off', 'shut'])
        await expect(client.createReceiver(name).receiveMessages(1)).rejects.toMatchObject(disabled);
      expect(await client.createReceiver('full').receiveMessages(1, { maxWaitTimeInMs: 10 })).toEqual([]);
    }),
  );

  it(
    'sends on what is scheduled when it is due, although nobody has ever received from the queue',
    withClock(async ({ emulator, client, clock }) => {
      emulator.createQueue('target');
      emulator.createQueue('relay', { forwardTo: 'target' });
      const later = new Date(clock.now() + 60_000);
      await client.createSender('relay').scheduleMessages({ body: 'later' }, later);
      await clock.advance(59_999);
      expect(emulator.counts('relay').scheduledMessageCount).toBe(1);
      await clock.advance(1);
      expect(emulator.counts('target').activeMessageCount).toBe(1);
    }),
  );
});
