import { setTimeout as wait } from 'node:timers/promises';
import { ServiceBusClient } from '@azure/service-bus';
import { describe, expect, it } from '@jest/globals';
import { withClock } from './testing/with-clock.ts';
import { connect, receiveOne, until, withEmulator } from './testing/with-emulator.ts';

/** Opens a client that retries soon, as a service would. */
function aRetryingClient(connectionString: string): ServiceBusClient {
  return new ServiceBusClient(connectionString, {
    retryOptions: { maxRetries: 10, retryDelayInMs: 10, timeoutInMs: 3000 },
  });
}

/** Sends over a connection of its own. */
async function sendAnew(connectionString: string, body: number): Promise<void> {
  const client = new ServiceBusClient(connectionString);
  await client.createSender('orders').sendMessages({ body });
  await client.close();
}

describe('faults on demand', () => {
  it(
    'detaches links with any error, which reaches the user, and the client attaches again',
    withEmulator(async ({ emulator, send }) => {
      emulator.createQueue('orders');
      const client = aRetryingClient(emulator.connectionString);
      const codes: unknown[] = [];
      const bodies: unknown[] = [];
      client.createReceiver('orders', { receiveMode: 'receiveAndDelete' }).subscribe({
        processMessage: async ({ body }) => void bodies.push(body),
        processError: async ({ error }) => void codes.push('code' in error ? error.code : error.message),
      });
      await send('orders', { body: 1 });
      await until(() => bodies.length === 1);
      const error = { condition: 'com.microsoft:server-busy', description: 'Busy.' };
      expect(emulator.faults.detachLinks('orders', error)).toBe(1);
      await send('orders', { body: 2 });
      await until(() => bodies.length === 2);
      expect(codes).toContain('ServiceBusy');
      await client.close();
    }),
  );

  it(
    'closes connections in AMQP, and the client comes back',
    withEmulator(async ({ emulator }) => {
      emulator.createQueue('orders');
      const client = aRetryingClient(emulator.connectionString);
      const sender = client.createSender('orders');
      await sender.sendMessages({ body: 1 });
      emulator.faults.closeConnections();
      await sender.sendMessages({ body: 2 });
      expect(emulator.counts('orders').activeMessageCount).toBe(2);
      await client.close();
    }),
  );

  it(
    'refuses tokens as often as asked',
    withEmulator(async ({ emulator, send }) => {
      emulator.createQueue('orders');
      emulator.faults.refuseTokens(1);
      await expect(send('orders', {})).rejects.toMatchObject({ code: 'UnauthorizedAccess' });
      await send('orders', {});
      expect(emulator.counts('orders').activeMessageCount).toBe(1);
    }),
  );

  it(
    'mutes a receiver whose token ran out, without a word, until a new client comes',
    withClock(async ({ emulator, clock }) => {
      emulator.createQueue('orders');
      emulator.faults.breakRenewals({ lifeMs: 50, expired: 'mute' });
      const heard: unknown[] = [];
      const listen = (client: ServiceBusClient) =>
        client.createReceiver('orders', { receiveMode: 'receiveAndDelete' }).subscribe({
          processMessage: async ({ body }) => void heard.push(body),
          processError: async ({ error }) => void heard.push(error),
        });
      const [old, fresh] = [
        aRetryingClient(emulator.connectionString),
        aRetryingClient(emulator.connectionString),
      ];
      listen(old);
      await sendAnew(emulator.connectionString, 1);
      await until(() => heard.length === 1);
      await clock.advance(51);
      await sendAnew(emulator.connectionString, 2);
      expect(emulator.counts('orders').activeMessageCount).toBe(1);
      expect(heard).toEqual([1]);
      listen(fresh);
      await until(() => heard.length === 2);
      expect(heard).toEqual([1, 2]);
      await Promise.all([old.close(), fresh.close()]);
    }),
  );

  it(
    'detaches a receiver whose token ran out, and takes no other token over that connection',
    withClock(async ({ emulator, clock }) => {
      emulator.createQueue('orders');
      emulator.faults.breakRenewals({ lifeMs: 50, expired: 'detach' });
      const client = aRetryingClient(emulator.connectionString);
      const codes: unknown[] = [];
      client.createReceiver('orders', { receiveMode: 'receiveAndDelete' }).subscribe({
        processMessage: async () => {},
        processError: async ({ error }) => void codes.push('code' in error && error.code),
      });
      await sendAnew(emulator.connectionString, 1);
      await until(() => emulator.counts('orders').activeMessageCount === 0);
      await clock.advance(51);
      await sendAnew(emulator.connectionString, 2);
      await until(() => codes.includes('UnauthorizedAccess'));
      await wait(100);
      expect(emulator.counts('orders').activeMessageCount).toBe(1);
      await client.close();
    }),
  );

  it(
    'is busy as often as asked, and the client tries again',
    withEmulator(async ({ emulator, send }) => {
      emulator.createQueue('orders');
      emulator.faults.beBusy(1);
      await expect(send('orders', {})).rejects.toMatchObject({ code: 'ServiceBusy' });
      const client = aRetryingClient(emulator.connectionString);
      emulator.faults.beBusy(2);
      await client.createSender('orders').sendMessages({ body: 1 });
      emulator.faults.beBusy(1);
      expect(await client.createReceiver('orders').peekMessages(1)).toHaveLength(1);
      await client.close();
    }),
  );

  it(
    'loses a settlement, so that the message stays locked',
    withEmulator(async ({ emulator, send }) => {
      emulator.createQueue('orders');
      await send('orders', {});
      const client = connect(emulator.connectionString, 300);
      const receiver = client.createReceiver('orders');
      const message = await receiveOne(receiver);
      emulator.faults.loseSettlements(1);
      const completing = receiver.completeMessage(message).catch(() => 'not told');
      await client.createReceiver('orders').peekMessages(1);
      expect(emulator.inspect('orders').messages).toMatchObject([{ state: 'active' }]);
      await client.close();
      expect(await completing).toBe('not told');
    }),
  );

  it(
    'loses the answer to a settlement, although the message is gone',
    withEmulator(async ({ emulator, send }) => {
      emulator.createQueue('orders');
      await send('orders', {});
      const client = connect(emulator.connectionString, 300);
      const receiver = client.createReceiver('orders');
      const message = await receiveOne(receiver);
      emulator.faults.loseAnswers(1);
      const completing = receiver.completeMessage(message).catch(() => 'not told');
      await until(() => emulator.counts('orders').totalMessageCount === 0);
      await client.close();
      expect(await completing).toBe('not told');
    }),
  );

  it(
    'answers late, until it is told not to',
    withEmulator(async ({ emulator, client }) => {
      emulator.createQueue('orders');
      const sender = client.createSender('orders');
      await sender.createMessageBatch();
      emulator.faults.delayAnswers(200);
      let isAnswered = false;
      const sending = sender.sendMessages({ body: 1 }).then(() => {
        isAnswered = true;
      });
      await until(() => emulator.counts('orders').activeMessageCount === 1);
      expect(isAnswered).toBe(false);
      await sending;
      emulator.faults.reset();
      await sender.sendMessages({ body: 2 });
      expect(emulator.counts('orders').activeMessageCount).toBe(2);
    }),
  );

  it(
    'answers a new connection late',
    withEmulator(async ({ emulator, send }) => {
      emulator.createQueue('orders');
      emulator.faults.delayConnections(100);
      await send('orders', {});
      expect(emulator.counts('orders').activeMessageCount).toBe(1);
    }),
  );
});
