import { describe, expect, it } from '@jest/globals';
import { receiveOne, withEmulator } from './testing/with-emulator.ts';

const CANARY = 'jane.canary@example.org';

describe('what can be seen of an emulator', () => {
  it(
    'is every message with its state, lock, expiry and reason',
    withEmulator(async ({ emulator, client, send }) => {
      emulator.createQueue('orders', { requiresSession: false });
      await send(
        'orders',
        { messageId: 'dead' },
        { messageId: 'locked' },
        { messageId: 'free', timeToLive: 60_000 },
      );
      const receiver = client.createReceiver('orders');
      await receiver.deadLetterMessage(await receiveOne(receiver), {
        deadLetterReason: 'Bad',
        deadLetterErrorDescription: 'd',
      });
      await receiveOne(receiver);
      expect(emulator.inspect('ORDERS')).toMatchObject({
        path: 'orders',
        kind: 'queue',
        messages: [
          { messageId: 'locked', sequenceNumber: 2, lockedUntil: expect.any(Number), expiresAt: undefined },
          { messageId: 'free', sequenceNumber: 3, lockedUntil: undefined, expiresAt: expect.any(Number) },
        ],
        deadLetters: [{ messageId: 'dead', sequenceNumber: 1, deadLetterReason: 'Bad' }],
        sessions: [],
        rules: [],
      });
    }),
  );

  it(
    'is neither a body nor a property, and an error says neither too',
    withEmulator(async ({ emulator, client, send }) => {
      emulator.createQueue('orders');
      const seen: unknown[] = [];
      emulator.onEvent((event) => seen.push(event));
      const personal = { body: { email: CANARY }, subject: CANARY, applicationProperties: { email: CANARY } };
      await send('orders', personal);
      const receiver = client.createReceiver('orders');
      await receiver.deadLetterMessage(await receiveOne(receiver));
      await send('orders', { ...personal, body: CANARY.repeat(20_000) }).catch((error: Error) => {
        seen.push(error.message, error.stack);
      });
      seen.push(emulator.inspect('orders'), emulator.counts('orders'));
      expect(seen.length).toBeGreaterThan(5);
      expect(JSON.stringify(seen)).not.toContain('canary');
    }),
  );

  it(
    'is refused by name for what does not exist',
    withEmulator(async ({ emulator }) => {
      for (const look of [emulator.inspect, emulator.counts, emulator.deleteEntity]) {
        expect(() => look('nowhere')).toThrow("The messaging entity 'nowhere' could not be found.");
      }
      expect(() => emulator.createSubscription('nowhere', 's')).toThrow(/could not be found/);
      emulator.createQueue('orders');
      expect(() => emulator.createSubscription('orders', 's')).toThrow(/is a queue, not a topic/);
      expect(() => emulator.createTopic('orders')).toThrow(/already exists/);
    }),
  );
});
