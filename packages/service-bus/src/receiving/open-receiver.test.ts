import type { ServiceBusReceivedMessage, ServiceBusReceiver } from '@azure/service-bus';
import { describe, expect, it } from '@jest/globals';
import { QUEUE, withQueue } from '../testing/with-queue.ts';
import { createServiceBusClient, openReceiver } from './open-receiver.ts';

const NO_JSON = Buffer.from('{"MessageName":"Upd');
const NUMBER = Buffer.from('1.0');

async function bodies(receiver: ServiceBusReceiver): Promise<unknown[]> {
  const messages: ServiceBusReceivedMessage[] = await receiver.peekMessages(10);
  return messages.map(({ body }) => body);
}

describe('a receiver', () => {
  it(
    'hands bodies over as the bytes that were sent',
    withQueue(async ({ connect, send }) => {
      await send({ body: NO_JSON }, { body: NUMBER });
      const received = await bodies(connect().receiver);
      expect(received.map((body) => body instanceof Uint8Array && Buffer.from(body))).toEqual([
        NO_JSON,
        NUMBER,
      ]);
    }),
  );

  it(
    'would hand over what the library made of them, and hide what it could not parse',
    withQueue(async ({ connect, send }) => {
      await send({ body: NO_JSON }, { body: NUMBER });
      const [unparsed, parsed] = await bodies(connect().client.createReceiver(QUEUE));
      expect([unparsed instanceof Uint8Array, parsed]).toEqual([true, 1]);
    }),
  );

  it(
    'locks the messages of a queue, or its dead letters',
    withQueue(async ({ emulator, serviceBus, send }) => {
      await send('a', 'b');
      const client = createServiceBusClient(serviceBus);
      const messages = openReceiver(client, serviceBus.source);
      const [first] = await messages.receiveMessages(1);
      if (first === undefined) throw new Error('There are two messages.');
      await messages.deadLetterMessage(first, {
        deadLetterReason: 'MalformedMessage',
        deadLetterErrorDescription: 'no body',
      });
      const deadLetters = openReceiver(client, serviceBus.source, 'dead-letters');
      expect(await deadLetters.receiveMessages(1)).toMatchObject([{ deadLetterReason: 'MalformedMessage' }]);
      expect(emulator.inspect(QUEUE).deadLetters).toMatchObject([{ lockedUntil: expect.any(Number) }]);
      await client.close();
    }),
  );

  it(
    'reads from a subscription of a topic',
    withQueue(async ({ emulator, serviceBus }) => {
      emulator.createTopic('topic');
      emulator.createSubscription('topic', 'worker');
      const client = createServiceBusClient(serviceBus);
      await client.createSender('topic').sendMessages({ body: 'a' });
      const source = { kind: 'subscription', topic: 'topic', subscription: 'worker' } as const;
      expect(await bodies(openReceiver(client, source))).toHaveLength(1);
      expect(await bodies(openReceiver(client, source, 'dead-letters'))).toEqual([]);
      await client.close();
    }),
  );
});
