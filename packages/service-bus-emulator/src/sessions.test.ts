import { describe, expect, it } from '@jest/globals';
import { connect, receive, receiveOne, until, withEmulator } from './testing/with-emulator.ts';
import { createVirtualClock } from './virtual-clock.ts';

describe('sessions with the official client', () => {
  it(
    'gives one session to one receiver, in order',
    withEmulator(async ({ emulator, client, send }) => {
      emulator.createQueue('orders', { requiresSession: true });
      await send(
        'orders',
        { body: 1, sessionId: 'a' },
        { body: 2, sessionId: 'b' },
        { body: 3, sessionId: 'a' },
      );
      const session = await client.acceptSession('orders', 'a');
      expect((await receive(session, 2)).map(({ body }) => body)).toEqual([1, 3]);
      await expect(client.acceptSession('orders', 'a')).rejects.toMatchObject({
        code: 'SessionCannotBeLocked',
      });
      const next = await client.acceptNextSession('orders');
      expect(next.sessionId).toBe('b');
    }),
  );

  it(
    'frees the session and its messages, uncounted, when the receiver closes',
    withEmulator(async ({ emulator, client, send }) => {
      emulator.createQueue('orders', { requiresSession: true });
      await send('orders', { sessionId: 'a' });
      const first = await client.acceptSession('orders', 'a');
      await receiveOne(first);
      await first.close();
      const second = await client.acceptNextSession('orders');
      expect((await receiveOne(second)).deliveryCount).toBe(0);
    }),
  );

  it(
    'keeps the state of a session until somebody clears it',
    withEmulator(async ({ emulator, client }) => {
      emulator.createQueue('orders', { requiresSession: true });
      const session = await client.acceptSession('orders', 'a');
      expect(await session.getSessionState()).toBeNull();
      await session.setSessionState({ step: 1 });
      await session.close();
      const again = await client.acceptSession('orders', 'a');
      expect(await again.getSessionState()).toEqual({ step: 1 });
      await again.setSessionState(null);
      expect(await again.getSessionState()).toBeNull();
    }),
  );

  it('ends the receiver when its session lock has run out, and counts the delivery', () => {
    const clock = createVirtualClock();
    return withEmulator(
      async ({ emulator, client, send }) => {
        emulator.createQueue('orders', { requiresSession: true, lockDuration: 'PT10S' });
        await send('orders', { sessionId: 'a' });
        const session = await client.acceptSession('orders', 'a', { maxAutoLockRenewalDurationInMs: 0 });
        const message = await receiveOne(session);
        await clock.advance(9000);
        expect((await session.renewSessionLock()).getTime()).toBe(clock.now() + 10_000);
        await clock.advance(10_000);
        await expect(session.getSessionState()).rejects.toMatchObject({ code: 'SessionLockLost' });
        await expect(session.completeMessage(message)).rejects.toMatchObject({ code: 'SessionLockLost' });
        const again = await client.acceptSession('orders', 'a');
        expect((await receiveOne(again)).deliveryCount).toBe(1);
      },
      { clock },
    )();
  });

  it(
    'lets a receiver wait for the next session',
    withEmulator(async ({ emulator, client, send }) => {
      emulator.createQueue('orders', { requiresSession: true });
      const accepting = client.acceptNextSession('orders');
      await send('orders', { sessionId: 'late' });
      const session = await accepting;
      expect(session.sessionId).toBe('late');
    }),
  );

  it(
    'tells a receiver that has waited in vain',
    withEmulator(async ({ emulator }) => {
      emulator.createQueue('orders', { requiresSession: true });
      const client = connect(emulator.connectionString, 700);
      await expect(client.acceptNextSession('orders')).rejects.toMatchObject({ code: 'ServiceTimeout' });
      await client.close();
    }),
  );

  it(
    'refuses messages without a session id, all of the batch, and plain receivers',
    withEmulator(async ({ emulator, client, send }) => {
      emulator.createQueue('orders', { requiresSession: true });
      const sender = client.createSender('orders');
      await expect(sender.sendMessages([{ body: 1, sessionId: 'a' }, { body: 2 }])).rejects.toThrow(
        /SessionId/,
      );
      await expect(send('orders', { body: 1 })).rejects.toMatchObject({ code: 'GeneralError' });
      await expect(client.createReceiver('orders').receiveMessages(1)).rejects.toThrow(/requires sessions/);
      expect(emulator.counts('orders').totalMessageCount).toBe(0);
    }),
  );

  it(
    'refuses a session receiver on a plain queue',
    withEmulator(async ({ emulator, client }) => {
      emulator.createQueue('orders');
      await expect(client.acceptSession('orders', 'a')).rejects.toMatchObject({
        code: 'SessionCannotBeLocked',
      });
    }),
  );

  it(
    'defers, schedules and peeks within a session',
    withEmulator(async ({ emulator, client, send }) => {
      emulator.createQueue('orders', { requiresSession: true });
      await send(
        'orders',
        { body: 1, sessionId: 'a' },
        { body: 2, sessionId: 'a' },
        { body: 3, sessionId: 'b' },
      );
      await client
        .createSender('orders')
        .scheduleMessages({ body: 4, sessionId: 'a' }, new Date(Date.now() + 60_000));
      const session = await client.acceptSession('orders', 'a');
      const first = await receiveOne(session);
      await session.deferMessage(first);
      expect((await session.peekMessages(10)).map(({ body, state }) => [body, state])).toEqual([
        [1, 'deferred'],
        [2, 'active'],
        [4, 'scheduled'],
      ]);
      if (first.sequenceNumber === undefined) throw new Error('No sequence number.');
      const [deferred] = await session.receiveDeferredMessages(first.sequenceNumber);
      if (deferred === undefined) throw new Error('The deferred message is gone.');
      await session.completeMessage(deferred);
      expect(emulator.counts('orders').totalMessageCount).toBe(3);
    }),
  );

  it(
    'puts dead letters of all sessions into one plain queue',
    withEmulator(async ({ emulator, client, send }) => {
      emulator.createQueue('orders', { requiresSession: true });
      await send('orders', { sessionId: 'a' });
      const session = await client.acceptNextSession('orders');
      await session.deadLetterMessage(await receiveOne(session));
      const dead = await receiveOne(client.createReceiver('orders', { subQueueType: 'deadLetter' }));
      expect(dead.sessionId).toBe('a');
    }),
  );

  it(
    'frees the session of a client whose socket was cut',
    withEmulator(async ({ emulator, client, send }) => {
      emulator.createQueue('orders', { requiresSession: true });
      await send('orders', { sessionId: 'a' });
      await receiveOne(await client.acceptSession('orders', 'a'));
      emulator.faults.dropConnections();
      await until(() => emulator.inspect('orders').messages[0]?.lockedUntil === undefined);
      expect((await receiveOne(await client.acceptSession('orders', 'a'))).deliveryCount).toBe(0);
    }),
  );
});
