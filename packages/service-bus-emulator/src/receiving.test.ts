import { describe, expect, it } from '@jest/globals';
import { receive, until, withEmulator } from './testing/with-emulator.ts';

describe('receiving with the official client', () => {
  it(
    'deletes on delivery in receiveAndDelete mode',
    withEmulator(async ({ emulator, client, send }) => {
      emulator.createQueue('orders');
      await send('orders', { body: 1 }, { body: 2 });
      const receiver = client.createReceiver('orders', { receiveMode: 'receiveAndDelete' });
      expect((await receive(receiver, 2)).map(({ body }) => body)).toEqual([1, 2]);
      expect(emulator.counts('orders').totalMessageCount).toBe(0);
    }),
  );

  it(
    'shows messages of every state to peek, without locking them',
    withEmulator(async ({ emulator, client, send }) => {
      emulator.createQueue('orders');
      await send('orders', { body: 'deferred' }, { body: 'locked' }, { body: 'free' });
      await send('orders', { body: 'scheduled', scheduledEnqueueTimeUtc: new Date(Date.now() + 60_000) });
      const receiver = client.createReceiver('orders');
      const [first] = await receive(receiver, 2);
      if (first === undefined) throw new Error('Too few messages.');
      await receiver.deferMessage(first);
      const peeked = await client.createReceiver('orders').peekMessages(10);
      expect(peeked.map(({ body, state }) => [body, state])).toEqual([
        ['deferred', 'deferred'],
        ['locked', 'active'],
        ['free', 'active'],
        ['scheduled', 'scheduled'],
      ]);
    }),
  );

  it(
    'feeds a subscriber as fast as it settles',
    withEmulator(async ({ emulator, client }) => {
      emulator.createQueue('orders');
      const bodies = Array.from({ length: 300 }, (_, index) => index);
      await client.createSender('orders').sendMessages(bodies.map((body) => ({ body })));
      const seen: unknown[] = [];
      const receiver = client.createReceiver('orders');
      receiver.subscribe(
        { processMessage: async ({ body }) => void seen.push(body), processError: async () => undefined },
        { maxConcurrentCalls: 1 },
      );
      await until(() => emulator.counts('orders').totalMessageCount === 0);
      expect(seen).toEqual(bodies);
    }),
  );
});
