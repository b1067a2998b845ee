import { describe, expect, it } from '@jest/globals';
import { type QueueFixture, until, withQueue } from '../testing/with-queue.ts';
import { createInFlightLimit } from './in-flight-limit.ts';
import { createIntake } from './intake.ts';

const LIMIT = 4;
const BODIES = Array.from({ length: 40 }, (_, body) => body);

/** Holds what arrives until it is let go. */
function aHolder() {
  const ends: (() => void)[] = [];
  return {
    held: () => ends.length,
    hold: () => new Promise<void>((resolve) => void ends.push(resolve)),
    letGo: () => ends.splice(0).forEach((end) => void end()),
  };
}

async function nothingElseArrives(held: () => number): Promise<void> {
  const before = held();
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(held()).toBe(before);
}

describe('an intake over the client library', () => {
  it(
    'has no more in hand than it may, after it was paused and resumed with messages in hand',
    withQueue(async ({ connect, send }: QueueFixture) => {
      await send(...BODIES);
      const { held, hold, letGo } = aHolder();
      const errors: unknown[] = [];
      const intake = createIntake({
        receiver: connect().receiver,
        limit: createInFlightLimit(LIMIT),
        handle: hold,
        onError: (error) => errors.push(error),
      });
      intake.resume();
      await until(() => held() === LIMIT);
      intake.pause();
      intake.resume();
      await nothingElseArrives(held);
      letGo();
      await until(() => held() === LIMIT);
      await nothingElseArrives(held);
      expect(intake.inFlight).toBe(LIMIT);
      intake.pause();
      letGo();
      await intake.idle();
      expect(errors).toEqual([]);
    }),
  );

  it(
    'would have twice as many in hand without that: the library grants all credit once more',
    withQueue(async ({ connect, send }: QueueFixture) => {
      await send(...BODIES);
      const { held, hold } = aHolder();
      const { receiver } = connect();
      const handlers = { processMessage: hold, processError: async () => {} };
      const options = { autoCompleteMessages: false, maxConcurrentCalls: LIMIT };
      const first = receiver.subscribe(handlers, options);
      await until(() => held() === LIMIT);
      await first.close();
      receiver.subscribe(handlers, options);
      await until(() => held() > LIMIT);
    }),
  );

  it(
    'has no more in hand than it may, after its connection was lost with messages in hand',
    withQueue(async ({ emulator, connect, send }: QueueFixture) => {
      await send(...BODIES);
      const { held, hold, letGo } = aHolder();
      const intake = createIntake({
        receiver: connect().receiver,
        limit: createInFlightLimit(LIMIT),
        handle: hold,
        onError: () => {},
      });
      intake.resume();
      await until(() => held() === LIMIT);
      emulator.faults.dropConnections();
      await until(() => held() > LIMIT);
      letGo();
      await until(() => held() >= LIMIT);
      await nothingElseArrives(held);
      expect(intake.inFlight).toBe(LIMIT);
      intake.pause();
      letGo();
      await intake.idle();
    }),
  );

  it(
    'would have more and more in hand without that: the library grants all credit once more then too',
    withQueue(async ({ emulator, connect, send }: QueueFixture) => {
      await send(...BODIES);
      const { held, hold, letGo } = aHolder();
      const handlers = { processMessage: hold, processError: async () => {} };
      connect().receiver.subscribe(handlers, { autoCompleteMessages: false, maxConcurrentCalls: LIMIT });
      await until(() => held() === LIMIT);
      emulator.faults.dropConnections();
      await until(() => held() > LIMIT);
      letGo();
      await until(() => held() > LIMIT);
    }),
  );

  it(
    'lets one message in while it is paused, and none when none waits',
    withQueue(async ({ connect, send }: QueueFixture) => {
      const { receiver } = connect();
      const bodies: unknown[] = [];
      const intake = createIntake({
        receiver,
        limit: createInFlightLimit(LIMIT),
        async handle(message) {
          bodies.push(String(message.body));
          await receiver.completeMessage(message);
        },
        onError: (error) => bodies.push(error),
      });
      await send('a', 'b');
      await intake.admitOne();
      expect(bodies).toEqual(['"a"']);
      intake.resume();
      await until(() => bodies.length === 2);
      intake.pause();
      await intake.idle();
    }),
  );
});
