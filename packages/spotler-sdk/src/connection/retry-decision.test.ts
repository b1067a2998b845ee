import { describe, expect, it } from '@jest/globals';
import { decideRetry, type FailedTry } from './retry-decision.ts';

const policy = { attempts: 4, minDelayMs: 100, maxDelayMs: 350 };

function aFailedTry(overrides: Partial<FailedTry> = {}): FailedTry {
  return { kind: 'unavailable', retryAfterMs: undefined, attempt: 1, timeLeftMs: 60_000, ...overrides };
}

describe('decideRetry', () => {
  it.each(['authentication', 'rejected', 'protocol'] as const)('never repeats what is %s', (kind) => {
    expect(decideRetry(aFailedTry({ kind, retryAfterMs: 1 }), policy, 1)).toEqual({ retry: false });
  });

  it.each([
    [1, 1, 100],
    [2, 1, 200],
    [3, 1, 350],
    [1, 0, 50],
    [2, 0, 100],
    [3, 0.5, 263],
  ])('waits after try %d, with jitter %d, for %d ms', (attempt, random, delayMs) => {
    expect(decideRetry(aFailedTry({ attempt }), policy, random)).toEqual({ retry: true, delayMs });
  });

  it('gives up after the last try', () => {
    expect(decideRetry(aFailedTry({ attempt: 4 }), policy, 1)).toEqual({ retry: false });
    expect(decideRetry(aFailedTry({ attempt: 1 }), { ...policy, attempts: 1 }, 1)).toEqual({ retry: false });
  });

  it.each([
    [5000, 5000],
    [20, 100],
    [0, 100],
  ])('waits at least the %d ms that Spotler asks for', (retryAfterMs, delayMs) => {
    expect(decideRetry(aFailedTry({ retryAfterMs }), policy, 1)).toEqual({ retry: true, delayMs });
  });

  it('gives up at once when the wait would not fit into the time that is left', () => {
    expect(decideRetry(aFailedTry({ timeLeftMs: 101 }), policy, 1)).toEqual({ retry: true, delayMs: 100 });
    expect(decideRetry(aFailedTry({ timeLeftMs: 100 }), policy, 1)).toEqual({ retry: false });
    expect(decideRetry(aFailedTry({ retryAfterMs: 61_000 }), policy, 1)).toEqual({ retry: false });
  });
});
