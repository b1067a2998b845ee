import { describe, expect, it } from '@jest/globals';
import { createManualClock } from '@spotler-connector/clock/testing';
import { aLetter } from '../../testing/a-letter.ts';
import { aLetterBox } from '../../testing/a-letter-box.ts';
import { STAMP } from '../letters/replay-stamp.ts';
import { watchComeBack } from './come-back.ts';

const ofRun = (number: number, run = 'run') =>
  aLetter({ number, applicationProperties: { [STAMP.run]: run, [STAMP.count]: 1 } });

function watched(dead: number[], waiting: ReturnType<typeof aLetter>[], changes = {}) {
  const box = aLetterBox(
    dead.map((number) => ofRun(number)),
    waiting,
  );
  return watchComeBack({
    box,
    run: 'run',
    newest: '5',
    peekRate: 0,
    waitMs: -1,
    clock: createManualClock(),
    signal: new AbortController().signal,
    ...changes,
  });
}

describe('watchComeBack', () => {
  it('is content when nothing waits and nothing came back', async () => {
    expect(await watched([], [])).toEqual({ kind: 'clean' });
  });

  it('sees what came back, and not what was there when the plan was made', async () => {
    expect(await watched([4, 5, 6], [])).toMatchObject({
      kind: 'came-back',
      letters: [{ sequenceNumber: '6', replays: 1 }],
    });
  });

  it('waits for messages of its own run only', async () => {
    expect(await watched([], [ofRun(9)])).toEqual({ kind: 'waiting' });
    expect(await watched([], [ofRun(9, 'another'), aLetter({ number: 10 })])).toEqual({ kind: 'clean' });
  });

  it('stops when it is told to', async () => {
    expect(await watched([6], [ofRun(9)], { signal: AbortSignal.abort() })).toEqual({ kind: 'stopped' });
  });
});
