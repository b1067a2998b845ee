import { describe, expect, it } from '@jest/globals';
import rhea from 'rhea';
import { connectPeer } from '../testing/amqp-peer.ts';
import { withEmulator } from '../testing/with-emulator.ts';
import { withRequests } from '../testing/with-requests.ts';

describe('$management', () => {
  it(
    'deletes the oldest messages of a queue',
    withRequests(
      'orders',
      ({ emulator }) => emulator.createQueue('orders'),
      async ({ emulator, send, ask }) => {
        await send('orders', { body: 1 }, { body: 2 }, { body: 3 });
        const request = {
          'message-count': rhea.types.wrap_int(2),
          'enqueued-time-utc': new Date(Date.now() + 60_000),
        };
        expect(await ask('batch-delete-messages', request)).toMatchObject({
          statusCode: 200,
          body: { 'message-count': 2 },
        });
        expect(emulator.counts('orders').activeMessageCount).toBe(1);
        await ask('batch-delete-messages', request);
        expect(await ask('batch-delete-messages', request)).toMatchObject({
          statusCode: 204,
          errorCondition: 'com.microsoft:message-not-found',
        });
      },
    ),
  );

  it(
    'lists sessions',
    withRequests(
      'orders',
      ({ emulator }) => emulator.createQueue('orders', { requiresSession: true }),
      async ({ client, send, ask }) => {
        await send('orders', { sessionId: 'a' }, { sessionId: 'b' });
        const all = { 'last-updated-time': new Date('9999-12-31T23:59:59Z'), skip: 0, top: 10 };
        expect((await ask('get-message-sessions', all)).body).toEqual({
          skip: 2,
          'sessions-ids': ['a', 'b'],
        });
        expect((await ask('get-message-sessions', { ...all, skip: 2 })).statusCode).toBe(204);
        const session = await client.acceptSession('orders', 'b');
        await session.setSessionState('state');
        const updated = { ...all, 'last-updated-time': new Date(0) };
        expect((await ask('get-message-sessions', updated)).body['sessions-ids']).toEqual(['b']);
      },
    ),
  );

  it(
    'says what it cannot do and what is missing',
    withRequests(
      'orders',
      ({ emulator }) => emulator.createQueue('orders'),
      async ({ emulator, ask }) => {
        expect(await ask('make-coffee', {})).toMatchObject({ statusCode: 501 });
        for (const [operation, body] of [
          ['peek-message', {}],
          ['renew-lock', { 'lock-tokens': 'text' }],
          ['renew-session-lock', {}],
          ['schedule-message', {}],
          ['update-disposition', { 'disposition-status': 'unheard of' }],
          ['enumerate-rules', { skip: 0, top: 1 }],
        ] as const) {
          const { statusCode, errorCondition } = await ask(operation, body);
          expect([operation, statusCode, errorCondition]).toEqual([operation, 400, expect.any(String)]);
        }
        emulator.deleteEntity('orders');
        expect((await ask('peek-message', {})).statusCode).toBe(404);
      },
    ),
  );
});

describe('links', () => {
  it(
    'to a deleted entity do not send into nothing',
    withEmulator(async ({ emulator, client }) => {
      emulator.createQueue('orders');
      const sender = client.createSender('orders');
      await sender.sendMessages({ body: 1 });
      emulator.createQueue('other');
      emulator.deleteEntity('orders');
      // By the time this is answered, the client knows that its link has ended.
      await client.createReceiver('other').peekMessages(1);
      await expect(sender.sendMessages({ body: 2 })).rejects.toMatchObject({
        code: 'MessagingEntityNotFound',
      });
      emulator.createQueue('orders');
      await sender.sendMessages({ body: 3 });
      expect(emulator.counts('orders').activeMessageCount).toBe(1);
    }),
  );

  it(
    'lead to the transfer dead letters, which are empty',
    withEmulator(async ({ emulator, client }) => {
      emulator.createQueue('orders');
      const receiver = client.createReceiver('orders', { subQueueType: 'transferDeadLetter' });
      expect(await receiver.receiveMessages(1, { maxWaitTimeInMs: 20 })).toEqual([]);
      expect(await receiver.peekMessages(1)).toEqual([]);
    }),
  );

  it(
    'take the credentials of .NET clients for anonymous',
    withEmulator(async ({ emulator }) => {
      emulator.createQueue('orders');
      const mechanisms = rhea.sasl.client_mechanisms();
      Object.assign(mechanisms, {
        MSSBCBS: {
          start: (done: (error: undefined, response: Buffer) => void) => done(undefined, Buffer.alloc(0)),
        },
      });
      const peer = await connectPeer(emulator.port, { sasl_mechanisms: mechanisms });
      const { receiver } = await peer.receiver('orders');
      expect(receiver.is_open()).toBe(true);
      await peer.close();
    }),
  );
});
