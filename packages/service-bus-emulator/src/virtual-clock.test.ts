import { describe, expect, it } from '@jest/globals';
import { createVirtualClock } from './virtual-clock.ts';

describe('a virtual clock', () => {
  it('stands still until it is moved', async () => {
    const clock = createVirtualClock(1000);
    expect(clock.now()).toBe(1000);
    await clock.advance(5);
    expect(clock.now()).toBe(1005);
  });

  it('stops at everything that falls due, in order of time, and at nothing later', async () => {
    const clock = createVirtualClock(0);
    const heard: [string, number][] = [];
    for (const [name, at] of [
      ['b', 20],
      ['a', 10],
      ['c', 31],
    ] as const) {
      clock.callAt(at, () => heard.push([name, clock.now()]));
    }
    await clock.advance(30);
    expect(heard).toEqual([
      ['a', 10],
      ['b', 20],
    ]);
    expect(clock.now()).toBe(30);
  });

  it('also stops at what is set on the way, even when it is late already', async () => {
    const clock = createVirtualClock(0);
    const heard: number[] = [];
    clock.callAt(10, () => {
      clock.callAt(15, () => heard.push(clock.now()));
      clock.callAt(5, () => heard.push(clock.now()));
    });
    await clock.advance(20);
    expect(heard).toEqual([10, 15]);
  });

  it('does not call back what was cancelled', async () => {
    const clock = createVirtualClock(0);
    const heard: string[] = [];
    clock.callAt(10, () => heard.push('kept'));
    const cancel = clock.callAt(10, () => heard.push('cancelled'));
    cancel();
    await clock.advance(10);
    expect(heard).toEqual(['kept']);
  });
});
