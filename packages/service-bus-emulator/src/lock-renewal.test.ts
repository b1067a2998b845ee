import { describe, expect, it } from '@jest/globals';
import { until, withEmulator } from './testing/with-emulator.ts';

describe('the lock renewal of the official client', () => {
  it(
    'keeps a message with a slow handler for longer than one lock',
    withEmulator(async ({ emulator, client, send }) => {
      emulator.createQueue('orders', { lockDuration: 'PT1S' });
      const kinds: string[] = [];
      emulator.onEvent(({ kind }) => kinds.push(kind));
      const renewals = (): number => kinds.filter((kind) => kind === 'lock-renewed').length;
      client.createReceiver('orders').subscribe({
        processMessage: () => until(() => renewals() >= 3),
        processError: async () => undefined,
      });
      await send('orders', {});
      await until(() => kinds.includes('completed'));
      expect(kinds.filter((kind) => kind === 'delivered' || kind === 'lock-expired')).toEqual(['delivered']);
    }),
  );

  it(
    'is what keeps it: without renewal the lock runs out and the message comes again',
    withEmulator(async ({ emulator, client, send }) => {
      emulator.createQueue('orders', { lockDuration: 'PT0.1S' });
      const deliveries: unknown[] = [];
      client.createReceiver('orders', { maxAutoLockRenewalDurationInMs: 0 }).subscribe(
        {
          processMessage: async ({ deliveryCount }) => {
            deliveries.push(deliveryCount);
            await until(() => deliveries.length >= 2);
          },
          processError: async () => undefined,
        },
        { maxConcurrentCalls: 2 },
      );
      await send('orders', {});
      await until(() => deliveries.length >= 2);
      expect(deliveries.slice(0, 2)).toEqual([0, 1]);
    }),
  );

  it(
    'keeps a session with a slow handler, too',
    withEmulator(async ({ emulator, client, send }) => {
      emulator.createQueue('orders', { requiresSession: true, lockDuration: 'PT1S' });
      await send('orders', { sessionId: 'a' });
      const session = await client.acceptSession('orders', 'a');
      const first = session.sessionLockedUntilUtc.getTime();
      const [message] = await session.receiveMessages(1);
      if (message === undefined) throw new Error('No message came.');
      await until(() => session.sessionLockedUntilUtc.getTime() > first + 1000);
      await session.completeMessage(message);
      expect(emulator.counts('orders').totalMessageCount).toBe(0);
    }),
  );
});
