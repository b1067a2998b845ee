import { describe, expect, it } from '@jest/globals';
import { type Fixture, receive, receiveOne, withEmulator } from './testing/with-emulator.ts';
import { createVirtualClock } from './virtual-clock.ts';

async function twoMessages({ emulator, client, send }: Fixture) {
  emulator.createQueue('orders');
  await send('orders', { messageId: 'a' }, { messageId: 'b' });
  const receiver = client.createReceiver('orders');
  const [a, b] = await receive(receiver, 2);
  if (a === undefined || b === undefined) throw new Error('Too few messages.');
  return { receiver, a, b };
}

describe('settlements of neighbouring messages with different outcomes', () => {
  it(
    'are merged into the first outcome by the official client when they are made at once: a dead letter is lost',
    withEmulator(async (fixture) => {
      const { receiver, a, b } = await twoMessages(fixture);
      const kinds: string[] = [];
      fixture.emulator.onEvent(({ kind }) => kinds.push(kind));
      await Promise.all([
        receiver.completeMessage(a),
        receiver.deadLetterMessage(b, { deadLetterReason: 'why', deadLetterErrorDescription: 'because' }),
      ]);
      // When this fails, the client's library has been mended: the README's advice can go.
      expect(kinds).toEqual(['completed', 'completed']);
      expect(fixture.emulator.counts('orders').deadLetterMessageCount).toBe(0);
    }),
  );

  it(
    'are merged the other way round too: a message to be completed is dead-lettered',
    withEmulator(async (fixture) => {
      const { receiver, a, b } = await twoMessages(fixture);
      await Promise.all([
        receiver.deadLetterMessage(a, { deadLetterReason: 'why', deadLetterErrorDescription: 'because' }),
        receiver.completeMessage(b),
      ]);
      expect(fixture.emulator.counts('orders').deadLetterMessageCount).toBe(2);
    }),
  );

  it(
    'are each done when one waits for the other',
    withEmulator(async (fixture) => {
      const { receiver, a, b } = await twoMessages(fixture);
      await receiver.completeMessage(a);
      await receiver.deadLetterMessage(b, { deadLetterReason: 'why', deadLetterErrorDescription: 'because' });
      expect(fixture.emulator.inspect('orders')).toMatchObject({
        messages: [],
        deadLetters: [{ messageId: 'b' }],
      });
    }),
  );

  it('are each answered with their own answer by the emulator, in one frame or in two', () => {
    const clock = createVirtualClock();
    return withEmulator(
      async ({ emulator, client, send }) => {
        emulator.createQueue('orders', { lockDuration: 'PT10S' });
        const receiver = client.createReceiver('orders', { maxAutoLockRenewalDurationInMs: 0 });
        await send('orders', { body: 1 });
        const early = await receiveOne(receiver);
        await clock.advance(6000);
        await send('orders', { body: 2 });
        const late = await receiveOne(receiver);
        await clock.advance(6000);
        const results = await Promise.allSettled([
          receiver.completeMessage(early),
          receiver.completeMessage(late),
        ]);
        expect(results).toMatchObject([
          { status: 'rejected', reason: { code: 'MessageLockLost' } },
          { status: 'fulfilled' },
        ]);
      },
      { clock },
    )();
  });
});
