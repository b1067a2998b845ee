import { describe, expect, it } from '@jest/globals';
import { sleepInScope } from './sleep-in-scope.ts';

const REASON = new Error('enough');

describe('a wait of a call', () => {
  it('is the wait of its clock, with the signal of its caller', async () => {
    const slept: unknown[] = [];
    const { signal } = new AbortController();
    const clock = {
      now: () => 0,
      monotonic: () => 0,
      sleep: async (...given: unknown[]) => void slept.push(given),
    };
    await sleepInScope(clock, 7, { signal });
    expect(slept).toEqual([[7, signal]]);
  });

  it.each([
    ['the reason of its caller, who gave up', AbortSignal.abort(REASON), REASON],
    ['the error of a clock that is broken', new AbortController().signal, expect.any(RangeError)],
    ['the error of a clock that is broken, without a caller', undefined, expect.any(RangeError)],
  ])('rejects with %s', async (_, signal, expected) => {
    const clock = { now: () => 0, monotonic: () => 0, sleep: () => Promise.reject(new RangeError('clock')) };
    const error: unknown = await sleepInScope(clock, 7, { signal }).catch((thrown: unknown) => thrown);
    expect(error).toEqual(expected);
  });
});
