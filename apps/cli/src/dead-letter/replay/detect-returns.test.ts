import { describe, expect, it } from '@jest/globals';
import { createManualClock } from '@spotler-connector/clock/testing';
import { aDeadLetter } from '../../testing/a-dead-letter.ts';
import { aDeadLetterQueue } from '../../testing/a-dead-letter-queue.ts';
import { STAMP } from '../message/replay-stamp.ts';
import { detectReturns } from './detect-returns.ts';

function ofRun(number: number, run = 'run') {
  return aDeadLetter({ number, applicationProperties: { [STAMP.run]: run, [STAMP.count]: 1 } });
}

function watched(dead: number[], activeMessages: ReturnType<typeof aDeadLetter>[], changes = {}) {
  const queue = aDeadLetterQueue(
    dead.map((number) => ofRun(number)),
    activeMessages,
  );
  return detectReturns({
    queue,
    run: 'run',
    newest: '5',
    peekRate: 0,
    waitMs: -1,
    until: 'first-return' as const,
    clock: createManualClock(),
    signal: new AbortController().signal,
    ...changes,
  });
}

describe('detectReturns', () => {
  it('is content when nothing waits and nothing came back', async () => {
    expect(await watched([], [])).toMatchObject({ kind: 'clean', deadLetters: [] });
  });

  it('sees what came back, and not what was there when the plan was made', async () => {
    expect(await watched([4, 5, 6], [])).toMatchObject({
      kind: 'returned',
      deadLetters: [{ sequenceNumber: '6', replays: 1 }],
    });
  });

  it('waits for messages of its own run only', async () => {
    expect(await watched([], [ofRun(9)])).toMatchObject({ kind: 'waiting', deadLetters: [] });
    expect(await watched([], [ofRun(9, 'another'), aDeadLetter({ number: 10 })])).toMatchObject({
      kind: 'clean',
      deadLetters: [],
    });
  });

  it('waits on after the first that came back when all are to be handled', async () => {
    const outcome = await watched([6], [ofRun(9)], { until: 'all-handled' });
    expect(outcome).toMatchObject({ kind: 'waiting', deadLetters: [{ sequenceNumber: '6' }] });
    expect(await watched([6], [], { until: 'all-handled' })).toMatchObject({ kind: 'returned' });
  });

  it('stops when it is told to', async () => {
    expect(await watched([6], [ofRun(9)], { signal: AbortSignal.abort() })).toMatchObject({
      kind: 'stopped',
    });
  });
});
