import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { aMessage, aQueue, NOTHING, tokenOf } from '../testing/a-queue.ts';
import { visible } from '../testing/naive-queue.ts';
import { NaiveRun, type QueueUnderTest } from '../testing/naive-run.ts';
import { type QueueOperation, queueOperations } from '../testing/queue-operation.ts';
import type { StoredMessage } from './message.ts';
import type { MessageQueue } from './message-queue.ts';

const SETTINGS = { lockDuration: 50, maxDeliveryCount: 3 };

function inspect(queue: MessageQueue, now: number): object[] {
  return visible(
    queue.peek(0, Number.POSITIVE_INFINITY, now).map((message) => ({
      ...message,
      lockedUntil: message.lock?.until,
      // A scheduled message has no expiry that counts before it is due.
      expiresAt: message.expiresAt === Number.POSITIVE_INFINITY ? undefined : message.expiresAt,
    })),
  );
}

function allowed(operation: () => unknown): Promise<boolean> {
  try {
    operation();
    return Promise.resolve(true);
  } catch {
    return Promise.resolve(false);
  }
}

/** The pure queue as the model test drives it. */
function pureQueue(): QueueUnderTest {
  const { entity } = aQueue({ ...SETTINGS, deadLetteringOnExpiration: true });
  const { main, deadLetter } = entity;
  const tokens: string[] = [];
  let now = 0;
  const keep = (message: StoredMessage | undefined): void => void tokens.push(tokenOf(message));
  return {
    send: async (messageId, timeToLive, delay) => {
      main.enqueue(
        aMessage({ messageId, timeToLive, scheduledEnqueueTime: delay > 0 ? now + delay : undefined }),
        now,
      );
    },
    take: () => allowed(() => keep(main.take('peekLock', now))),
    takeDeferred: (number) => allowed(() => keep(main.takeDeferred([number], 'peekLock', now)[0])),
    cancel: (number) => allowed(() => main.cancelScheduled([number], now)),
    settle: (kind, taken) => {
      const { settlements } = main;
      const token = tokens[taken] ?? '';
      const why = { reason: undefined, description: undefined };
      if (kind === 'complete') return allowed(() => settlements.complete(token, now));
      if (kind === 'renew') return allowed(() => settlements.renew(token, now));
      if (kind === 'deadLetter') return allowed(() => settlements.deadLetter(token, why, NOTHING, now));
      return allowed(() => settlements[kind](token, NOTHING, now));
    },
    advance: async (milliseconds) => {
      now += milliseconds;
      main.advance(now);
    },
    visible: () => ({ messages: inspect(main, now), dead: inspect(deadLetter, now) }),
  };
}

async function runBoth(operations: readonly QueueOperation[], real: QueueUnderTest): Promise<void> {
  const run = new NaiveRun(SETTINGS, 0);
  for (const operation of operations) {
    const answers = await run.apply(operation, real);
    if (answers?.real !== answers?.naive) throw new Error(`A ${operation.kind} was answered differently.`);
    const { messages, dead } = run.queue;
    const wanted = { messages: visible(messages), dead: visible(dead) };
    const found = real.visible();
    // The matcher is slow, so it is only asked to explain a difference.
    if (!isDeepStrictEqual(found, wanted)) expect(found).toEqual(wanted);
  }
}

describe('the queue against a naive one', () => {
  it('agrees after every step of random operations', async () => {
    const property = fc.asyncProperty(queueOperations(120), (operations) => runBoth(operations, pureQueue()));
    await fc.assert(property, { numRuns: 600, seed: 20_260_101, endOnFailure: true });
  });

  it('would be caught if it did not count abandoned deliveries', async () => {
    const forgetful = (): QueueUnderTest => {
      const real = pureQueue();
      const settle: QueueUnderTest['settle'] = (kind, taken) =>
        kind === 'abandon' ? Promise.resolve(true) : real.settle(kind, taken);
      return { ...real, settle };
    };
    const property = fc.asyncProperty(queueOperations(120), (operations) => runBoth(operations, forgetful()));
    await expect(fc.assert(property, { numRuns: 600, seed: 20_260_101, endOnFailure: true })).rejects.toThrow(
      /Property failed/,
    );
  });
});
