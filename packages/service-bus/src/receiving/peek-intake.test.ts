import type { ServiceBusReceivedMessage } from '@azure/service-bus';
import { describe, expect, it } from '@jest/globals';
import { createManualClock } from '@spotler-connector/clock/testing';
import { aReceivedMessage } from '../testing/a-received-message.ts';
import { createPeekIntake } from './peek-intake.ts';

function aMessage(messageId: string): ServiceBusReceivedMessage {
  return aReceivedMessage({ messageId });
}

/** An intake on a queue that gives these batches, or fails with them, and is empty after that. */
function anIntake(...batches: (ServiceBusReceivedMessage[] | Error)[]) {
  const clock = createManualClock();
  const seen: unknown[] = [];
  const errors: unknown[] = [];
  let looks = 0;
  const intake = createPeekIntake({
    receiver: {
      async peekMessages() {
        looks += 1;
        const batch = batches.shift() ?? [];
        if (batch instanceof Error) throw batch;
        return batch;
      },
    },
    handle: async (message) => void seen.push(`${message.messageId} of ${intake.inFlight}`),
    onError: (error) => errors.push(error),
    clock,
  });
  return { clock, intake, seen, errors, looks: () => looks };
}

describe('the intake of a dry run', () => {
  it('looks at every message once and locks none', async () => {
    const { clock, intake, seen, looks } = anIntake([aMessage('a'), aMessage('b')], [aMessage('c')]);
    intake.resume();
    intake.resume();
    await clock.advance(0);
    expect([seen, looks()]).toEqual([['a of 2', 'b of 2', 'c of 1'], 3]);
    intake.pause();
    await intake.idle();
    expect(intake.inFlight).toBe(0);
  });

  it('is idle once what it looked at is done with', async () => {
    const clock = createManualClock();
    const { promise, resolve } = Promise.withResolvers<void>();
    const batches = [[aMessage('a')]];
    const intake = createPeekIntake({
      receiver: { peekMessages: async () => batches.shift() ?? [] },
      handle: () => promise,
      onError: () => {},
      clock,
    });
    intake.resume();
    await clock.advance(0);
    intake.pause();
    let idle = false;
    const waiting = intake.idle().then(() => {
      idle = true;
    });
    await clock.advance(0);
    expect([idle, intake.inFlight]).toEqual([false, 1]);
    resolve();
    await waiting;
  });

  it('can be paused before it is resumed', async () => {
    const { clock, intake, looks } = anIntake();
    intake.pause();
    intake.pause();
    await clock.advance(10_000);
    expect(looks()).toBe(0);
  });

  it('looks again every two seconds once it has seen them all', async () => {
    const { clock, intake, looks } = anIntake();
    intake.resume();
    await clock.advance(1_999);
    expect(looks()).toBe(1);
    await clock.advance(1);
    expect(looks()).toBe(2);
    intake.pause();
    await intake.idle();
    await clock.advance(10_000);
    expect([looks(), clock.sleepers]).toEqual([2, 0]);
  });

  it('says that it can not look, and goes on', async () => {
    const away = new Error('away');
    const { clock, intake, seen, errors } = anIntake(away, [aMessage('a')]);
    intake.resume();
    await clock.advance(2_000);
    expect([errors, seen]).toEqual([[away], ['a of 1']]);
    intake.pause();
    await intake.idle();
  });

  it('goes on where it was when it is resumed, and says nothing of what a pause broke off', async () => {
    const errors: unknown[] = [];
    const looks: (Pick<AbortSignal, 'aborted'> | undefined)[] = [];
    const intake = createPeekIntake({
      receiver: {
        peekMessages: (_count, { abortSignal } = {}) =>
          new Promise((_resolve, reject) => {
            looks.push(abortSignal);
            abortSignal?.addEventListener('abort', () => reject(new Error('aborted')));
          }),
      },
      handle: async () => {},
      onError: (error) => errors.push(error),
    });
    intake.resume();
    await new Promise(setImmediate);
    intake.pause();
    await intake.idle();
    intake.resume();
    await new Promise(setImmediate);
    expect(looks.map((signal) => signal?.aborted)).toEqual([true, false]);
    intake.pause();
    await intake.admitOne();
    await intake.idle();
    expect(errors).toEqual([]);
  });
});
