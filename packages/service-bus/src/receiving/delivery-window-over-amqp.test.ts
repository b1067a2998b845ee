import type { ServiceBusReceivedMessage } from '@azure/service-bus';
import { describe, expect, it } from '@jest/globals';
import { createVirtualClock } from '@spotler-connector/service-bus-emulator';
import { createSettler } from '../settling/settler.ts';
import { QUEUE, until, withQueue } from '../testing/with-queue.ts';
import { createDeliveryWindow } from './delivery-window.ts';
import { createInFlightLimit } from './in-flight-limit.ts';
import { createIntake } from './intake.ts';
import type { MessageReceiver } from './receive-messages.ts';

/** The deliveries that fit into the window of the client library, with the one that is held. */
const WINDOW = 2_048;
const BODIES = Array.from({ length: WINDOW + 150 }, (_, body) => body);

type Complete = (message: ServiceBusReceivedMessage) => Promise<unknown>;
type Hold = (evicted: AbortSignal) => Promise<unknown>;

/**
 * Completes every message, the first one after it was held; tells how many arrived, and how that one was
 * settled.
 */
function receiveAll({ receiver }: MessageReceiver, hold: Hold) {
  const window = createDeliveryWindow();
  const settler = createSettler(receiver);
  const complete: Complete = (message) => settler.settle(message, { kind: 'complete' });
  const seen: { arrived: number; first?: unknown } = { arrived: 0 };
  const intake = createIntake({
    receiver,
    limit: createInFlightLimit(100),
    async handle(message) {
      const first = ++seen.arrived === 1;
      const { evicted, done } = window.add();
      if (first) await hold(evicted);
      const settled = await complete(message);
      if (first) seen.first = settled;
      done();
    },
    onError: () => {},
  });
  intake.resume();
  return seen;
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve()));
}

describe('the delivery window over the client library', () => {
  it('moves on when the message that is held is settled once it is evicted, although its lock is lost', () => {
    const clock = createVirtualClock();
    const body = withQueue(
      async ({ emulator, connect, send }) => {
        await send(...BODIES);
        const seen = receiveAll(connect(), async (evicted) => {
          await aborted(evicted);
          await clock.advance(30_000);
        });
        await until(() => seen.first !== undefined && emulator.counts(QUEUE).activeMessageCount === 0);
        expect(seen.first).toBe('lock-lost');
        expect(seen.arrived).toBeGreaterThan(BODIES.length);
      },
      { lockDuration: 'PT30S' },
      { clock },
    );
    return body();
  });

  it(
    'is full after 2048 deliveries when nobody settles the one that is held',
    withQueue(async ({ connect, send }) => {
      await send(...BODIES);
      const seen = receiveAll(connect(), () => new Promise(() => {}));
      await until(() => seen.arrived >= WINDOW);
      await new Promise((resolve) => setTimeout(resolve, 200));
      expect(seen.arrived).toBe(WINDOW);
    }),
  );
});
