import { ServiceBusClient } from '@azure/service-bus';
import { describe, expect, it } from '@jest/globals';
import { QUEUE, withQueue } from '../testing/with-queue.ts';
import { createMessageSender } from './message-sender.ts';

const retryOptions = { maxRetries: 1, retryDelayInMs: 10 };
const MAX_CLOSE_MS = 2_000;
const KEYS = [
  { name: 'Root', key: 'root-key', rights: ['manage'] },
  { name: 'Worker', key: 'listener-key', rights: ['listen'] },
] as const;

describe('a sender of messages', () => {
  it(
    'sends to the queue, at the time that is asked for',
    withQueue(async ({ emulator }) => {
      const sender = createMessageSender(() => new ServiceBusClient(emulator.connectionString), QUEUE);
      await sender.open();
      expect(emulator.inspect(QUEUE).messages).toEqual([]);
      const dueAt = new Date(Date.now() + 60_000);
      await sender.send({ body: Buffer.from('{}'), messageId: 'one', scheduledEnqueueTimeUtc: dueAt });
      expect(emulator.inspect(QUEUE).messages).toMatchObject([{ messageId: 'one' }]);
      expect(emulator.counts(QUEUE)).toMatchObject({ activeMessageCount: 0, scheduledMessageCount: 1 });
      await sender.close(MAX_CLOSE_MS);
    }),
  );

  it(
    'says that it lacks the right, and tries again with a new client',
    withQueue(
      async ({ emulator }) => {
        const names = ['Worker', 'Root'];
        const connect = () =>
          new ServiceBusClient(emulator.connectionStringOf(names.shift() ?? 'Root'), { retryOptions });
        const sender = createMessageSender(connect, QUEUE);
        await expect(sender.open()).rejects.toMatchObject({ code: 'UnauthorizedAccess' });
        await sender.open();
        expect(names).toEqual([]);
        await sender.close(MAX_CLOSE_MS);
      },
      {},
      { accessKeys: KEYS },
    ),
  );

  it(
    'sends together what is sent at once, each message as it is',
    withQueue(async ({ emulator }) => {
      const sender = createMessageSender(() => new ServiceBusClient(emulator.connectionString), QUEUE);
      const dueAt = Date.now() + 60_000;
      const ids = Array.from({ length: 250 }, (_, index) => `look-${index}`);
      await Promise.all(
        ids.map((messageId, index) => {
          const scheduledEnqueueTimeUtc = new Date(dueAt + index);
          return sender.sendTogether({ body: Buffer.from(messageId), messageId, scheduledEnqueueTimeUtc });
        }),
      );
      const { messages } = emulator.inspect(QUEUE);
      expect(messages.map(({ messageId }) => messageId).toSorted()).toEqual(ids.toSorted());
      expect(emulator.counts(QUEUE)).toMatchObject({ activeMessageCount: 0, scheduledMessageCount: 250 });
      await sender.close(MAX_CLOSE_MS);
    }),
  );

  it('needs no connection to be closed', async () => {
    const connect = () => {
      throw new Error('nobody asked for a connection');
    };
    await createMessageSender(connect, QUEUE).close(MAX_CLOSE_MS);
  });
});
