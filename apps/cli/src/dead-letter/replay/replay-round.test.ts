import { describe, expect, it } from '@jest/globals';
import { createManualClock } from '@spotler-connector/clock/testing';
import { aLetter } from '../../testing/a-letter.ts';
import { aLetterBox, type FakeLetterBox } from '../../testing/a-letter-box.ts';
import { createRateLimit } from '../../time/rate-limit.ts';
import { type ReplayWork, replayRound } from './replay-round.ts';

function someWork(box: FakeLetterBox, changes: Partial<ReplayWork> = {}): ReplayWork {
  const clock = createManualClock();
  return {
    box,
    run: 'run',
    pending: new Set(box.left()),
    sent: new Set(),
    journal: {
      sent: (number) => void box.events.push(`note ${number} sent`),
      done: () => {},
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

const letters = (...numbers: number[]) => numbers.map((number) => aLetter({ number }));

describe('replayRound', () => {
  it('locks, sends, notes and completes each letter, in that order', async () => {
    const box = aLetterBox(letters(1, 2));
    expect(await replayRound(someWork(box))).toBe('done');
    expect(box.events).toEqual([
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
    const box = aLetterBox(letters(1));
    await replayRound(someWork(box, { sent: new Set(['1']) }));
    expect(box.events).toEqual(['lock 1', 'complete 1']);
    const forgetful = aLetterBox(letters(1));
    await replayRound(someWork(forgetful));
    expect(forgetful.events).toContain('send 1');
  });

  it('leaves a letter that could not be sent among the dead letters', async () => {
    const box = aLetterBox(letters(1));
    box.sender.sendMessages = () => Promise.reject(new Error('no'));
    await expect(replayRound(someWork(box))).rejects.toThrow('no');
    expect(box.left()).toEqual(['1']);
  });

  it('frees what it locked and did not want', async () => {
    const box = aLetterBox(letters(1, 2, 3));
    await replayRound(someWork(box, { pending: new Set(['2']) }));
    expect(box.left()).toEqual(['1', '3']);
    expect(box.events.filter((event) => event.startsWith('abandon'))).toEqual(['abandon 1', 'abandon 3']);
  });

  it('stops at its limit', async () => {
    const box = aLetterBox(letters(1, 2, 3));
    const work = someWork(box);
    expect(await replayRound(work, 2)).toBe('limit');
    expect([...work.pending]).toEqual(['3']);
    expect(await replayRound(work, 2)).toBe('done');
  });

  it('finishes the letter in hand when it is told to stop', async () => {
    const box = aLetterBox(letters(1, 2, 3));
    const stop = new AbortController();
    const onDone = () => stop.abort();
    expect(await replayRound(someWork(box, { signal: stop.signal, onDone }))).toBe('stopped');
    expect(box.left()).toEqual(['2', '3']);
    expect(box.events.filter((event) => event.startsWith('send'))).toEqual(['send 1']);
  });

  it('tells a letter that somebody else took from one that it had sent itself', async () => {
    const box = aLetterBox(letters(3));
    const told: string[] = [];
    const work = someWork(box, {
      pending: new Set(['1', '2', '3']),
      sent: new Set(['2']),
      onDone: (what) => told.push(what),
    });
    expect(await replayRound(work)).toBe('done');
    expect(told).toEqual(['replayed', 'missing', 'replayed']);
  });

  it('gives up on letters that somebody else keeps locked', async () => {
    const box = aLetterBox(letters(1));
    await box.openReceiver().receiveMessages(1);
    expect(await replayRound(someWork(box, { lockWaitMs: -1 }))).toBe('locked');
  });
});
