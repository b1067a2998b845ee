import { describe, expect, it } from '@jest/globals';
import type { Clock } from '../clock.ts';
import { openCallScope } from './call-scope.ts';
import { createWaitingLine } from './waiting-line.ts';

/** A clock that is moved by hand, and tells who sleeps on it. */
function aClock() {
  let time = 0;
  const sleeping = new Set<{ readonly until: number; readonly wake: () => void }>();
  const clock: Clock = {
    now: () => time,
    monotonic: () => time,
    sleep: (milliseconds, signal) =>
      new Promise((resolve, reject) => {
        const sleeper = { until: time + milliseconds, wake: resolve };
        sleeping.add(sleeper);
        signal?.addEventListener('abort', () => {
          sleeping.delete(sleeper);
          reject(new Error('aborted'));
        });
      }),
  };
  async function advance(milliseconds: number): Promise<void> {
    time += milliseconds;
    for (const sleeper of sleeping) {
      if (sleeper.until > time) continue;
      sleeping.delete(sleeper);
      sleeper.wake();
    }
    await new Promise(setImmediate);
  }
  return { clock, advance, sleepers: () => sleeping.size };
}

const never = new Promise<never>(() => {});
function late(): Error {
  return new Error('late');
}

/** A line on a clock of its own, and what became of each call in it, by name. */
function aLine() {
  const { clock, ...moved } = aClock();
  const line = createWaitingLine(clock);
  const ends: string[] = [];
  function follow(name: string, totalMs: number, work: Promise<unknown> = never, signal?: AbortSignal) {
    line.follow(work, openCallScope(clock, totalMs, signal), late).then(
      () => ends.push(`${name} done`),
      (error: Error) => ends.push(`${name} ${error.message}`),
    );
  }
  return { ...moved, ends, follow };
}

describe('the line for a slot', () => {
  it('has the clock wait once, however many stand in it', async () => {
    const { follow, sleepers, advance, ends } = aLine();
    for (let call = 0; call < 100; call += 1) follow('each', 10);
    expect(sleepers()).toBe(1);
    await advance(10);
    expect([ends.length, new Set(ends), sleepers()]).toEqual([100, new Set(['each late']), 0]);
  });

  it('gives up each call at its own time, also one whose time is over before that of earlier ones', async () => {
    const { follow, advance, ends, sleepers } = aLine();
    follow('long', 30);
    follow('short', 10);
    follow('longest', 40);
    await advance(10);
    expect(ends).toEqual(['short late']);
    await advance(20);
    expect(ends).toEqual(['short late', 'long late']);
    await advance(10);
    expect([ends.at(-1), sleepers()]).toEqual(['longest late', 0]);
  });

  it('gives up a call as soon as its caller does, with the reason', async () => {
    const { follow, advance, ends } = aLine();
    const caller = new AbortController();
    follow('mine', 10, never, caller.signal);
    follow('gone', 10, never, AbortSignal.abort(new Error('before')));
    caller.abort(new Error('enough'));
    await advance(0);
    expect(ends.toSorted()).toEqual(['gone before', 'mine enough']);
  });

  it('leaves no wait behind when nobody stands in it', async () => {
    const { follow, advance, ends, sleepers } = aLine();
    follow('quick', 10, Promise.resolve());
    follow('broken', 10, Promise.reject(new Error('refused')));
    await advance(0);
    expect([ends, sleepers()]).toEqual([['quick done', 'broken refused'], 0]);
  });
});
