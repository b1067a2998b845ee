import { once } from 'node:events';
import { connect as connectSocket } from 'node:net';
import { ServiceBusClient } from '@azure/service-bus';
import { describe, expect, it } from '@jest/globals';
import { type Clock, systemClock } from './clock.ts';
import { startServiceBusEmulator } from './emulator.ts';
import { connect, receive, receiveOne, until, withEmulator } from './testing/with-emulator.ts';

describe('connections', () => {
  it('refuses to start on a port that is in use', async () => {
    const first = await startServiceBusEmulator();
    await expect(startServiceBusEmulator({ port: first.port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
    await first.close();
  });

  it('frees the AMQP port again when the health port is in use', async () => {
    const first = await startServiceBusEmulator({ healthPort: 0 });
    const taken = first.healthPort ?? 0;
    const probe = await startServiceBusEmulator();
    const { port } = probe;
    await probe.close();
    await expect(startServiceBusEmulator({ port, healthPort: taken })).rejects.toMatchObject({
      code: 'EADDRINUSE',
    });
    const second = await startServiceBusEmulator({ port });
    await Promise.all([first.close(), second.close()]);
  });

  it('answers /health, and nothing else, while it runs', async () => {
    const emulator = await startServiceBusEmulator({ healthPort: 0 });
    const base = `http://127.0.0.1:${emulator.healthPort}`;
    const health = await fetch(`${base}/health`);
    expect([health.status, await health.json()]).toEqual([200, { status: 'healthy' }]);
    expect((await fetch(`${base}/other`)).status).toBe(404);
    await emulator.close();
    await expect(fetch(`${base}/health`)).rejects.toThrow();
  });

  it('is found again by a running client after a restart on the same port', async () => {
    const first = await startServiceBusEmulator();
    first.createQueue('orders');
    const client = new ServiceBusClient(first.connectionString, {
      retryOptions: { maxRetries: 100, retryDelayInMs: 20, timeoutInMs: 500 },
    });
    const bodies: unknown[] = [];
    const receiver = client.createReceiver('orders', { receiveMode: 'receiveAndDelete' });
    receiver.subscribe({
      processMessage: async ({ body }) => void bodies.push(body),
      processError: async () => undefined,
    });
    const sender = client.createSender('orders');
    await sender.sendMessages({ body: 'before' });
    await until(() => bodies.length === 1);
    first.faults.dropConnections();
    await first.close();
    const second = await startServiceBusEmulator({ port: first.port });
    second.createQueue('orders');
    await sender.sendMessages({ body: 'after' });
    await until(() => bodies.length === 2);
    expect(bodies).toEqual(['before', 'after']);
    await receiver.close();
    await client.close();
    await second.close();
  });

  it('leaves no timer behind, though a message is locked, one is scheduled, and a receiver is open', async () => {
    const alarms = new Set<object>();
    const clock: Clock = {
      ...systemClock,
      callAt: () => {
        const alarm = {};
        alarms.add(alarm);
        return () => alarms.delete(alarm);
      },
    };
    const emulator = await startServiceBusEmulator({ clock });
    emulator.createQueue('orders');
    emulator.createTopic('events');
    const client = connect(emulator.connectionString);
    await client.createSender('orders').sendMessages({ body: 1 });
    await client.createSender('events').scheduleMessages({ body: 1 }, new Date(systemClock.now() + 60_000));
    await receiveOne(client.createReceiver('orders', { maxAutoLockRenewalDurationInMs: 0 }));
    await until(() => alarms.size === 2);
    await emulator.close();
    await client.close();
    expect(alarms.size).toBe(0);
  });

  it(
    'serves several clients side by side',
    withEmulator(async ({ emulator, client }) => {
      emulator.createQueue('orders');
      const others = Array.from({ length: 15 }, () => connect(emulator.connectionString));
      await client.createSender('orders').sendMessages(others.map((_, body) => ({ body })));
      const messages = await Promise.all(others.map((other) => receiveOne(other.createReceiver('orders'))));
      expect(messages.map(({ body }) => body).sort((a, b) => a - b)).toEqual(others.map((_, index) => index));
      await Promise.all(others.map((other) => other.close()));
    }),
  );

  it(
    'tells receivers of a deleted entity, and lets them come back when it is created again',
    withEmulator(async ({ emulator, send }) => {
      emulator.createQueue('orders');
      const client = new ServiceBusClient(emulator.connectionString, {
        retryOptions: { maxRetries: 0, retryDelayInMs: 10, timeoutInMs: 500 },
      });
      const errors: unknown[] = [];
      const bodies: unknown[] = [];
      const receiver = client.createReceiver('orders', { receiveMode: 'receiveAndDelete' });
      receiver.subscribe({
        processMessage: async ({ body }) => void bodies.push(body),
        processError: async ({ error }) => void errors.push(error),
      });
      await send('orders', { body: 1 });
      await until(() => bodies.length === 1);
      emulator.deleteEntity('orders');
      await until(() => errors.length > 0);
      expect(errors[0]).toMatchObject({ code: 'MessagingEntityNotFound' });
      emulator.createQueue('orders');
      await send('orders', { body: 2 });
      await until(() => bodies.length === 2);
      await receiver.close();
      await client.close();
    }),
  );

  it(
    'goes on when a peer speaks nonsense',
    withEmulator(async ({ emulator, client, send }) => {
      emulator.createQueue('orders');
      const socket = connectSocket(emulator.port, '127.0.0.1');
      socket.on('error', () => undefined);
      const [answer] = await Promise.all([
        once(socket, 'data'),
        once(socket, 'close'),
        socket.write('HELO world\r\n\r\n'),
      ]);
      expect(answer).toEqual([Buffer.from('414d515003010000', 'hex')]);
      await send('orders', { body: 1 });
      expect((await receive(client.createReceiver('orders'), 1)).length).toBe(1);
    }),
  );

  it(
    'tells of connections and of everything that happens to a message',
    withEmulator(async ({ emulator, client, send }) => {
      emulator.createQueue('orders');
      const kinds: string[] = [];
      const stop = emulator.onEvent(({ kind }) => kinds.push(kind));
      await send('orders', { body: 1 });
      const receiver = client.createReceiver('orders');
      await receiver.abandonMessage(await receiveOne(receiver));
      const message = await receiveOne(receiver);
      await receiver.renewMessageLock(message);
      await receiver.deadLetterMessage(message);
      expect(kinds).toEqual([
        'connected',
        'enqueued',
        'delivered',
        'abandoned',
        'delivered',
        'lock-renewed',
        'dead-lettered',
        'enqueued',
      ]);
      stop();
      await send('orders', { body: 2 });
      expect(kinds.length).toBe(8);
    }),
  );
});
