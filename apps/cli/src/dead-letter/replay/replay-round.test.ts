import { ServiceBusError } from '@azure/service-bus';
import { describe, expect, it } from '@jest/globals';
import { createManualClock } from '@spotler-connector/clock/testing';
import { aDeadLetter } from '../../testing/a-dead-letter.ts';
import { aDeadLetterQueue, type FakeDeadLetterQueue } from '../../testing/a-dead-letter-queue.ts';
import { createRateLimit } from '../../time/rate-limit.ts';
import { fingerprintOf } from '../message/fingerprint.ts';
import { type ReplayWork, replayRound } from './replay-round.ts';

const FINGERPRINTS = new Map(
  Array.from(
    { length: 3_000 },
    (_, number) => [String(number), fingerprintOf(aDeadLetter({ number }))] as const,
  ),
);

function someWork(queue: FakeDeadLetterQueue, changes: Partial<ReplayWork> = {}): ReplayWork {
  const clock = createManualClock();
  return {
    queue,
    run: 'run',
    pending: new Set(queue.left()),
    sent: new Set(),
    fingerprints: FINGERPRINTS,
    journal: {
      sent: (number) => void queue.events.push(`note ${number} sent`),
      done: () => {},
      unsendable: (number) => void queue.events.push(`note ${number} unsendable`),
      close: () => {},
    },
    limit: createRateLimit(0, clock),
    clock,
    batch: 10,
    peekRate: 0,
    lockWaitMs: 60_000,
    signal: new AbortController().signal,
    onDone: () => {},
    ...changes,
  };
}

function deadLetters(...numbers: number[]) {
  return numbers.map((number) => aDeadLetter({ number }));
}

describe('replayRound', () => {
  it('locks, sends, notes and completes each dead letter, in that order', async () => {
    const queue = aDeadLetterQueue(deadLetters(1, 2));
    expect(await replayRound(someWork(queue))).toBe('done');
    expect(queue.events).toEqual([
      'lock 1',
      'lock 2',
      'send 1',
      'note 1 sent',
      'complete 1',
      'send 2',
      'note 2 sent',
      'complete 2',
    ]);
  });

  it('only completes what was sent before, and would send it twice without that note', async () => {
    const queue = aDeadLetterQueue(deadLetters(1));
    await replayRound(someWork(queue, { sent: new Set(['1']) }));
    expect(queue.events).toEqual(['lock 1', 'complete 1']);
    const forgetful = aDeadLetterQueue(deadLetters(1));
    await replayRound(someWork(forgetful));
    expect(forgetful.events).toContain('send 1');
  });

  it('leaves a dead letter that could not be sent among the dead letters', async () => {
    const queue = aDeadLetterQueue(deadLetters(1));
    queue.sender.sendMessages = () => Promise.reject(new Error('no'));
    await expect(replayRound(someWork(queue))).rejects.toThrow('no');
    expect(queue.left()).toEqual(['1']);
  });

  it.each([
    ['too large', new ServiceBusError('canary', 'MessageSizeExceeded')],
    ['not encoded by the client', new TypeError('canary')],
  ])('passes over a dead letter that is %s, notes it, and goes on', async (_, error) => {
    const queue = aDeadLetterQueue(deadLetters(1, 2, 3));
    const send = queue.sender.sendMessages;
    queue.sender.sendMessages = async (message) => {
      if (JSON.stringify(message).includes('message-2')) throw error;
      await send(message);
    };
    const told: string[] = [];
    const work = someWork(queue, { onDone: (what, number) => told.push(`${what} ${number}`) });
    expect(await replayRound(work)).toBe('done');
    expect(told).toEqual(['replayed 1', 'unsendable 2', 'replayed 3']);
    expect(queue.events).toContain('note 2 unsendable');
    expect(queue.left()).toEqual(['2']);
  });

  it('does nothing with one that is not the planned one, and would send it without looking', async () => {
    const other = aDeadLetter({ number: 2, messageId: 'somebody else' });
    const queue = aDeadLetterQueue([...deadLetters(1), other]);
    const told: string[] = [];
    await replayRound(someWork(queue, { onDone: (what, number) => told.push(`${what} ${number}`) }));
    expect(told).toEqual(['replayed 1', 'different 2']);
    expect(queue.left()).toEqual(['2']);
    const fingerprints = new Map([['2', fingerprintOf(other)]]);
    const careless = aDeadLetterQueue([other]);
    await replayRound(someWork(careless, { fingerprints }));
    expect(careless.left()).toEqual([]);
  });

  it('passes over what is not wanted in few steps, however low the rate', async () => {
    const numbers = Array.from({ length: 1_200 }, (_, index) => index + 1);
    const queue = aDeadLetterQueue(deadLetters(...numbers));
    const received: number[] = [];
    const openReceiver = queue.openReceiver;
    queue.openReceiver = () => {
      const receiver = openReceiver();
      const receiveMessages = receiver.receiveMessages;
      receiver.receiveMessages = (count) => {
        received.push(count);
        return receiveMessages(count);
      };
      return receiver;
    };
    const clock = createManualClock();
    const limit = createRateLimit(1, clock);
    const work = someWork(queue, { pending: new Set(['1200']), batch: 3, limit, clock });
    expect(await replayRound(work)).toBe('done');
    expect(received.length).toBeLessThan(10);
    expect(clock.monotonic()).toBe(0);
  });

  it('frees what it locked and did not want', async () => {
    const queue = aDeadLetterQueue(deadLetters(1, 2, 3));
    await replayRound(someWork(queue, { pending: new Set(['2']) }));
    expect(queue.left()).toEqual(['1', '3']);
    expect(queue.events.filter((event) => event.startsWith('abandon'))).toEqual(['abandon 1', 'abandon 3']);
  });

  it('stops at its limit', async () => {
    const queue = aDeadLetterQueue(deadLetters(1, 2, 3));
    const work = someWork(queue);
    expect(await replayRound(work, 2)).toBe('limit');
    expect([...work.pending]).toEqual(['3']);
    expect(await replayRound(work, 2)).toBe('done');
  });

  it('finishes the dead letter in hand when it is told to stop', async () => {
    const queue = aDeadLetterQueue(deadLetters(1, 2, 3));
    const stop = new AbortController();
    const onDone = () => stop.abort();
    expect(await replayRound(someWork(queue, { signal: stop.signal, onDone }))).toBe('stopped');
    expect(queue.left()).toEqual(['2', '3']);
    expect(queue.events.filter((event) => event.startsWith('send'))).toEqual(['send 1']);
  });

  it('tells a dead letter that somebody else took from one that it had sent itself', async () => {
    const queue = aDeadLetterQueue(deadLetters(3));
    const told: string[] = [];
    const work = someWork(queue, {
      pending: new Set(['1', '2', '3']),
      sent: new Set(['2']),
      onDone: (what) => told.push(what),
    });
    expect(await replayRound(work)).toBe('done');
    expect(told).toEqual(['replayed', 'missing', 'replayed']);
  });

  it('gives up on dead letters that somebody else keeps locked', async () => {
    const queue = aDeadLetterQueue(deadLetters(1));
    await queue.openReceiver().receiveMessages(1);
    expect(await replayRound(someWork(queue, { lockWaitMs: -1 }))).toBe('locked');
  });
});
