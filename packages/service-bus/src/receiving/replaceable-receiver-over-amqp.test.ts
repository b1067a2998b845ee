import { describe, expect, it } from '@jest/globals';
import { QUEUE, until, withQueue } from '../testing/with-queue.ts';
import { createInFlightLimit } from './in-flight-limit.ts';
import { createIntake } from './intake.ts';
import { createReplaceableReceiver } from './replaceable-receiver.ts';

describe('a replaceable receiver over the client library', () => {
  it(
    'finishes what came over the old connection over that one, and closes it then',
    withQueue(async ({ emulator, connect, send }) => {
      const ends: (() => void)[] = [];
      let [connections, arrived] = [0, 0];
      emulator.onEvent((event) => {
        if ('connections' in event) connections = event.connections;
      });
      const receiver = createReplaceableReceiver({
        connect,
        open: (messages, onMessage) =>
          createIntake({
            receiver: messages.receiver,
            limit: createInFlightLimit(4),
            async handle(message) {
              onMessage();
              arrived += 1;
              await new Promise<void>((resolve) => void ends.push(resolve));
              await messages.receiver.completeMessage(message);
            },
            onError: () => {},
          }),
        closeMs: 1_000,
      });
      receiver.resume();
      await send('a');
      await until(() => arrived === 1);
      receiver.reconnect();
      await send('b');
      await until(() => arrived === 2);
      expect(receiver.inFlight).toBe(2);
      await until(() => connections === 2);
      for (const end of ends) end();
      await until(() => connections === 1 && emulator.counts(QUEUE).activeMessageCount === 0);
      receiver.pause();
      await receiver.idle();
      await receiver.close();
      await until(() => connections === 0);
    }),
  );
});
