import { describe, expect, it } from '@jest/globals';
import { aBreaker, REFUSED } from './testing/a-breaker.ts';

describe('waiters whose retry budget is used up', () => {
  it('may keep waiting while a circuit is open, but only a few of them', () => {
    const { breaker } = aBreaker('spotler');
    const crowd = Array.from({ length: 20 }, () => breaker.registerWaiter());
    expect(crowd.filter((one) => one.mayKeepWaiting())).toEqual([]);
    breaker.onOutcome(REFUSED);
    expect(crowd.filter((one) => one.mayKeepWaiting())).toHaveLength(8);
    expect(crowd.filter((one) => one.mayKeepWaiting())).toHaveLength(8);
    crowd[0]?.done();
    expect(crowd.at(-1)?.mayKeepWaiting()).toBe(true);
    breaker.stop();
  });

  it('make no room for others when they were none of the few', () => {
    const { breaker } = aBreaker('spotler');
    const crowd = Array.from({ length: 20 }, () => breaker.registerWaiter());
    breaker.onOutcome(REFUSED);
    for (const one of crowd) one.mayKeepWaiting();
    crowd[10]?.done();
    expect(crowd.at(-1)?.mayKeepWaiting()).toBe(false);
    breaker.stop();
  });
});
