import { describe, expect, it } from '@jest/globals';
import { receive, receiveOne, withEmulator } from './testing/with-emulator.ts';

describe('sending with the official client', () => {
  it(
    'keeps every field of a message',
    withEmulator(async ({ emulator, client, send }) => {
      emulator.createQueue('orders');
      const fields = {
        body: { nested: ['ä', 1, true, null] },
        messageId: 'id',
        correlationId: 'correlation',
        contentType: 'application/json',
        subject: 'subject',
        to: 'to',
        replyTo: 'reply-to',
        replyToSessionId: 'reply-session',
        sessionId: 'ignored on a plain queue',
        partitionKey: 'ignored on a plain queue',
        timeToLive: 60_000,
        applicationProperties: { text: 'a', whole: 7, broken: 1.5, flag: true },
      };
      await send('orders', fields);
      const message = await receiveOne(client.createReceiver('orders'));
      expect(message).toMatchObject(fields);
      expect(message.expiresAtUtc?.getTime()).toBe((message.enqueuedTimeUtc?.getTime() ?? 0) + 60_000);
    }),
  );

  it.each([
    ['binary', Buffer.from([0, 1, 2, 255])],
    ['text', 'plain text'],
    ['nothing', null],
    ['a number', 42],
  ])('keeps a body that is %s', (_, body) =>
    withEmulator(async ({ emulator, client, send }) => {
      emulator.createQueue('orders');
      await send('orders', { body });
      const message = await receiveOne(client.createReceiver('orders'));
      expect(message.body).toEqual(body);
    })(),
  );

  it.each([
    ['value', { bodyType: 'value', body: { a: 1 } }],
    ['sequence', { bodyType: 'sequence', body: [[1, 'two']] }],
  ])('keeps an AMQP %s body', (_, message) =>
    withEmulator(async ({ emulator, client, send }) => {
      emulator.createQueue('orders');
      await send('orders', message);
      const received = await receiveOne(client.createReceiver('orders'));
      expect(received._rawAmqpMessage.bodyType).toBe(message.bodyType);
    })(),
  );

  it(
    'takes an array and a batch apart into single messages, in order',
    withEmulator(async ({ emulator, client }) => {
      emulator.createQueue('orders');
      const sender = client.createSender('orders');
      await sender.sendMessages([{ body: 1 }, { body: 2 }]);
      const batch = await sender.createMessageBatch();
      batch.tryAddMessage({ body: 3, applicationProperties: { n: 3 } });
      batch.tryAddMessage({ body: 4 });
      await sender.sendMessages(batch);
      const messages = await receive(client.createReceiver('orders'), 4);
      expect(messages.map(({ body }) => body)).toEqual([1, 2, 3, 4]);
      expect(messages[2]?.applicationProperties).toEqual({ n: 3 });
      expect(messages.map(({ sequenceNumber }) => sequenceNumber?.toNumber())).toEqual([1, 2, 3, 4]);
    }),
  );

  it(
    'tells how large a message may be, and lets a batch fill up to it',
    withEmulator(async ({ emulator, client }) => {
      emulator.createQueue('orders', { maxMessageSizeInKilobytes: 1 });
      const batch = await client.createSender('orders').createMessageBatch();
      expect(batch.maxSizeInBytes).toBe(1024);
      expect(batch.tryAddMessage({ body: 'x'.repeat(500) })).toBe(true);
      expect(batch.tryAddMessage({ body: 'x'.repeat(600) })).toBe(false);
    }),
  );

  it(
    'carries a message of many frames both ways',
    withEmulator(async ({ emulator, client, send }) => {
      emulator.createQueue('orders');
      const body = 'x'.repeat(250_000);
      await send('orders', { body });
      const message = await receiveOne(client.createReceiver('orders'));
      expect(message.body).toBe(body);
    }),
  );

  it(
    'refuses a message that is too large',
    withEmulator(async ({ emulator, send }) => {
      emulator.createQueue('orders');
      await expect(send('orders', { body: 'x'.repeat(300_000) })).rejects.toMatchObject({
        code: 'MessageSizeExceeded',
      });
      expect(emulator.counts('orders').totalMessageCount).toBe(0);
    }),
  );

  it(
    'refuses all of a batch when the entity would overflow, and takes messages again once there is room',
    withEmulator(async ({ emulator, client }) => {
      emulator.createQueue('orders', { maxSizeInMegabytes: 1, maxMessageSizeInKilobytes: 1024 });
      const sender = client.createSender('orders');
      const large = { body: 'x'.repeat(400_000) };
      await sender.sendMessages([large, large]);
      await expect(sender.sendMessages([{ body: 'small' }, large])).rejects.toMatchObject({
        code: 'QuotaExceeded',
      });
      expect(emulator.counts('orders').activeMessageCount).toBe(2);
      await client.createReceiver('orders', { receiveMode: 'receiveAndDelete' }).receiveMessages(1);
      await sender.sendMessages(large);
      expect(emulator.counts('orders').activeMessageCount).toBe(2);
    }),
  );

  it(
    'refuses a link to an unknown entity in the words of the service',
    withEmulator(async ({ client, send }) => {
      const expected = {
        code: 'MessagingEntityNotFound',
        message: "The messaging entity 'sb://127.0.0.1/nowhere' could not be found.",
      };
      await expect(send('nowhere', {})).rejects.toMatchObject(expected);
      await expect(client.createReceiver('nowhere').receiveMessages(1)).rejects.toMatchObject(expected);
      await expect(client.createReceiver('nowhere').peekMessages(1)).rejects.toMatchObject(expected);
      await expect(client.acceptSession('nowhere', 'a')).rejects.toMatchObject(expected);
      await expect(client.acceptNextSession('nowhere')).rejects.toMatchObject(expected);
    }),
  );

  it(
    'finds entities whatever the letter case',
    withEmulator(async ({ emulator, send }) => {
      emulator.createQueue('Orders');
      await send('oRDERS', {});
      expect(emulator.counts('ORDERS').activeMessageCount).toBe(1);
    }),
  );

  it(
    'gives a message without an id one, for clients find their lock renewals by it',
    withEmulator(async ({ emulator, client, send }) => {
      emulator.createQueue('orders');
      await send('orders', { subject: 'kept' });
      const message = await receiveOne(client.createReceiver('orders'));
      expect(message.messageId).toEqual(expect.stringMatching(/./));
      expect(message.subject).toBe('kept');
    }),
  );

  it(
    'drops a message whose id it has seen within the window',
    withEmulator(async ({ emulator, client, send }) => {
      emulator.createQueue('orders', { requiresDuplicateDetection: true });
      await send(
        'orders',
        { messageId: 'a', body: 1 },
        { messageId: 'a', body: 2 },
        { messageId: 'b', body: 3 },
      );
      const messages = await receive(client.createReceiver('orders'), 2);
      expect(messages.map(({ body }) => body)).toEqual([1, 3]);
      expect(emulator.counts('orders').totalMessageCount).toBe(2);
    }),
  );
});
