import { createManualClock } from '@spotler-connector/clock/testing';
import { type ReceiverHealth, watchReceiverHealth } from '../receiver-health/receiver-health.ts';
import { createInFlightLimit } from '../receiving/in-flight-limit.ts';
import { createIntake } from '../receiving/intake.ts';
import { createReplaceableReceiver } from '../receiving/replaceable-receiver.ts';
import { type QueueFixture, until } from './with-queue.ts';

/** A receiver that completes what it receives. `watched` says whether anybody looks after it. */
export function aWatchedReceiver({ connect }: QueueFixture, watched: boolean) {
  const clock = createManualClock();
  const stopping = new AbortController();
  const events: string[] = [];
  const received: string[] = [];
  let health: ReceiverHealth | undefined;
  const receiver = createReplaceableReceiver({
    connect,
    open: (messages, onMessage) =>
      createIntake({
        receiver: messages.receiver,
        limit: createInFlightLimit(4),
        async handle(message) {
          onMessage();
          health?.onMessage();
          await messages.receiver.completeMessage(message);
          received.push(String(message.body));
        },
        onError: (error) => health?.onError(error),
      }),
    closeMs: 100,
    clock,
  });
  const unanswered = new Set<Promise<unknown>>();
  function ask(): Promise<unknown> {
    const answered = receiver.ask();
    unanswered.add(answered);
    answered.finally(() => unanswered.delete(answered)).catch(() => {});
    return answered;
  }
  /** Moves the clock on, but past no question that can be answered. */
  async function passTime(milliseconds: number): Promise<void> {
    for (let step = 0; step < milliseconds; step += 5_000) {
      await clock.advance(5_000);
      await until(() => unanswered.size === 0);
    }
  }
  health = watchReceiverHealth({
    connect,
    receiver: watched ? { ...receiver, ask } : undefined,
    onFailed: () => events.push('failed'),
    onRecovered: () => events.push('recovered'),
    onReconnect(reason) {
      unanswered.clear();
      events.push(reason);
    },
    clock,
    signal: stopping.signal,
  });
  receiver.resume();
  async function stop(): Promise<void> {
    stopping.abort();
    receiver.pause();
    await receiver.close();
  }
  return { clock, passTime, receiver, health, events, received, stop };
}
