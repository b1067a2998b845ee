import { expect, it } from '@jest/globals';
import { withClock } from './testing/with-clock.ts';
import { receiveOne } from './testing/with-emulator.ts';

it(
  'deletes an entity that nobody uses for as long as it may be idle, and no sooner',
  withClock(async ({ emulator, client, send, clock }) => {
    const MINUTE = 60_000;
    emulator.createTopic('events');
    emulator.createSubscription('events', 'kept');
    emulator.createSubscription('events', 'idle', { autoDeleteOnIdle: 'PT5M' });
    emulator.createQueue('orders', { autoDeleteOnIdle: 'PT10M' });
    await clock.advance(9 * MINUTE);
    expect(() => emulator.counts('events/Subscriptions/idle')).toThrow(/could not be found/);
    await send('orders', {});
    await clock.advance(9 * MINUTE);
    const receiver = client.createReceiver('orders', { receiveMode: 'receiveAndDelete' });
    await receiveOne(receiver);
    await clock.advance(60 * MINUTE);
    expect(emulator.counts('orders').totalMessageCount).toBe(0);
    await receiver.close();
    await clock.advance(20 * MINUTE);
    expect(() => emulator.counts('orders')).toThrow(/could not be found/);
    expect(emulator.counts('events/Subscriptions/kept').totalMessageCount).toBe(0);
  }),
);
