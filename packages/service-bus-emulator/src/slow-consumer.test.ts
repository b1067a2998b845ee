import { expect, it } from '@jest/globals';
import { startStallingProxy } from './testing/stalling-proxy.ts';
import { connect, until, withEmulator } from './testing/with-emulator.ts';

it(
  'sends no more to a client that has stopped reading, and gives its messages to others',
  withEmulator(async ({ emulator, client }) => {
    emulator.createQueue('orders');
    const proxy = await startStallingProxy(emulator.port);
    const slow = connect(emulator.connectionString.replace(String(emulator.port), String(proxy.port)), 1000);
    const isLocked = ({ lockedUntil }: { lockedUntil: number | undefined }): boolean =>
      lockedUntil !== undefined;
    let received = 0;
    slow.createReceiver('orders').subscribe(
      {
        processMessage: () => {
          received += 1;
          return new Promise(() => undefined);
        },
        processError: async () => undefined,
      },
      { maxConcurrentCalls: 2000 },
    );
    const sender = client.createSender('orders');
    await sender.sendMessages({ body: 'first' });
    await until(() => received === 1);
    proxy.stall();
    const body = 'x'.repeat(100_000);
    for (let sent = 0; sent < 300; sent += 2) await sender.sendMessages([{ body }, { body }]);
    const held = emulator.inspect('orders').messages.filter(isLocked).length;
    expect(held).toBeLessThan(150);
    const [other] = await client.createReceiver('orders').receiveMessages(1);
    expect(other?.body).toBe(body);
    proxy.resume();
    await slow.close();
    await proxy.close();
  }),
  60_000,
);
