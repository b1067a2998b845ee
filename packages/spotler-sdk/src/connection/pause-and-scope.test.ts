import { describe, expect, it } from '@jest/globals';
import { openCallScope } from './call-scope.ts';
import { createPauseGate } from './pause-gate.ts';

function aClock(time = 100) {
  const clock = { time, now: () => 0, monotonic: () => clock.time, sleep: async () => {} };
  return clock;
}

describe('the pause of a client', () => {
  it('is as long as Spotler asks, and never shortened', () => {
    const clock = aClock();
    const gate = createPauseGate(clock);
    expect(gate.remainingMs()).toBe(0);
    expect(gate.pauseFor(500)).toBe(500);
    clock.time += 100;
    expect(gate.pauseFor(50)).toBe(50);
    expect(gate.remainingMs()).toBe(400);
    clock.time += 1_000;
    expect(gate.remainingMs()).toBe(0);
  });

  it('is ten minutes at most', () => {
    const gate = createPauseGate(aClock());
    expect(gate.pauseFor(600_000)).toBe(600_000);
    expect(gate.pauseFor(86_400_000)).toBe(600_000);
    expect(gate.remainingMs()).toBe(600_000);
  });
});

describe('the bounds of a call', () => {
  it('are the time that is left, and whether a write is in doubt', () => {
    const clock = aClock();
    const { signal } = new AbortController();
    const scope = openCallScope(clock, 500, signal);
    expect([scope.timeLeftMs(), scope.isAmbiguous(), scope.signal === signal]).toEqual([500, false, true]);
    clock.time += 499;
    expect(scope.timeLeftMs()).toBe(1);
    clock.time += 10;
    scope.markAmbiguous();
    expect([scope.timeLeftMs(), scope.isAmbiguous()]).toEqual([0, true]);
  });
});
