import { describe, expect, it } from '@jest/globals';
import { type AmqpPeer, connectPeer } from '../testing/amqp-peer.ts';
import { type Fixture, until, withEmulator } from '../testing/with-emulator.ts';

/** A test with a plain AMQP client beside the official one. */
function withPeer(body: (fixture: Fixture & { peer: AmqpPeer }) => Promise<void>, options: object = {}) {
  return withEmulator(async (fixture) => {
    const peer = await connectPeer(fixture.emulator.port, options);
    try {
      await body({ ...fixture, peer });
    } finally {
      await peer.close();
    }
  });
}

async function sendMany({ client }: Fixture, count: number): Promise<void> {
  const sender = client.createSender('orders');
  for (let sent = 0; sent < count; sent += 500) {
    const bodies = Array.from({ length: Math.min(500, count - sent) }, (_, index) => ({
      body: sent + index,
    }));
    await sender.sendMessages(bodies);
  }
}

describe('credit and drain', () => {
  it(
    'gives each link of a session its own credit, and not one message more',
    withPeer(async (fixture) => {
      const { emulator, peer } = fixture;
      emulator.createQueue('orders');
      const one = await peer.receiver('orders');
      const two = await peer.receiver('orders');
      one.receiver.add_credit(3);
      two.receiver.add_credit(2);
      await sendMany(fixture, 10);
      await until(() => one.deliveries.length + two.deliveries.length === 5);
      await sendMany(fixture, 1);
      expect([one.deliveries.length, two.deliveries.length]).toEqual([3, 2]);
      one.receiver.add_credit(1);
      await until(() => one.deliveries.length === 4);
      expect(
        emulator.inspect('orders').messages.filter(({ lockedUntil }) => lockedUntil !== undefined),
      ).toHaveLength(6);
    }),
  );

  it(
    'answers every drain, also one without credit, and gives nothing afterwards',
    withPeer(async (fixture) => {
      const { emulator, peer } = fixture;
      emulator.createQueue('orders');
      const { receiver, deliveries, drains } = await peer.receiver('orders');
      receiver.add_credit(5);
      receiver.drain_credit();
      await until(() => drains() === 1);
      receiver.drain_credit();
      await until(() => drains() === 2);
      await sendMany(fixture, 1);
      expect(deliveries).toHaveLength(0);
    }),
  );

  it(
    'gives what is there before it answers a drain',
    withPeer(async (fixture) => {
      const { emulator, peer } = fixture;
      emulator.createQueue('orders');
      await sendMany(fixture, 3);
      const { receiver, deliveries, drains } = await peer.receiver('orders');
      receiver.add_credit(5);
      receiver.drain_credit();
      await until(() => drains() === 1);
      expect(deliveries).toHaveLength(3);
    }),
  );

  it(
    'loses and repeats nothing when messages cross the drains of the official client',
    withEmulator(async ({ emulator, client }) => {
      emulator.createQueue('orders');
      const sender = client.createSender('orders');
      const receiver = client.createReceiver('orders');
      const bodies = Array.from({ length: 60 }, (_, index) => index);
      const sending = (async () => {
        for (const body of bodies) await sender.sendMessages({ body });
      })();
      const seen: unknown[] = [];
      while (seen.length < bodies.length) {
        const messages = await receiver.receiveMessages(1, { maxWaitTimeInMs: 3 });
        for (const message of messages) {
          seen.push(message.body);
          expect(message.deliveryCount).toBe(0);
          await receiver.completeMessage(message);
        }
      }
      await sending;
      expect(seen).toEqual(bodies);
    }),
  );

  it(
    'is not stopped by one message that is held, far beyond 2048 deliveries',
    withPeer(
      async (fixture) => {
        const { emulator, peer } = fixture;
        emulator.createQueue('orders');
        await sendMany(fixture, 2600);
        const { receiver, deliveries } = await peer.receiver('orders');
        let settled = 1;
        receiver.on('message', () => {
          for (; settled < deliveries.length; settled += 1) deliveries[settled]?.accept();
        });
        receiver.add_credit(2600);
        await until(() => deliveries.length === 2600);
        await until(() => emulator.counts('orders').activeMessageCount === 1);
      },
      { session_buffer_size: 3000 },
    ),
  );
});
