import { describe, expect, it } from '@jest/globals';
import { Deadlines } from './deadlines.ts';
import { DuplicateHistory } from './duplicate-history.ts';

describe('deadlines', () => {
  it('are met in order of time, each with its own time, and once', () => {
    const deadlines = new Deadlines();
    const heard: [string, number][] = [];
    for (const [name, at] of [
      ['b', 20],
      ['a', 10],
      ['c', 30],
    ] as const) {
      deadlines.add(at, (now) => heard.push([name, now]));
    }
    deadlines.run(25);
    deadlines.run(25);
    expect(heard).toEqual([
      ['a', 10],
      ['b', 20],
    ]);
    expect(deadlines.next).toBe(30);
  });

  it('can set others while they are met', () => {
    const deadlines = new Deadlines();
    const heard: number[] = [];
    deadlines.add(10, (now) => deadlines.add(now + 5, (later) => heard.push(later)));
    deadlines.run(20);
    expect(heard).toEqual([15]);
    expect(deadlines.next).toBeUndefined();
  });

  it('can be cancelled, and may never come', () => {
    const deadlines = new Deadlines();
    const cancelled = deadlines.add(10, () => {
      throw new Error('Cancelled.');
    });
    deadlines.cancel(cancelled);
    deadlines.cancel(cancelled);
    expect(deadlines.add(Number.POSITIVE_INFINITY, () => undefined)).toBeUndefined();
    deadlines.cancel(undefined);
    expect(deadlines.next).toBeUndefined();
    expect(() => deadlines.run(100)).not.toThrow();
  });
});

describe('the history of message ids', () => {
  it('remembers an id from its first coming on, however often it comes', () => {
    const history = new DuplicateHistory(100);
    expect(history.isRepeated('a', 0)).toBe(false);
    expect(history.isRepeated('a', 60)).toBe(true);
    expect(history.isRepeated('a', 99)).toBe(true);
    expect(history.isRepeated('a', 100)).toBe(false);
    expect(history.isRepeated('a', 150)).toBe(true);
  });

  it('tells ids apart', () => {
    const history = new DuplicateHistory(100);
    expect(['a', 'b', 'A'].map((id) => history.isRepeated(id, 0))).toEqual([false, false, false]);
  });
});
