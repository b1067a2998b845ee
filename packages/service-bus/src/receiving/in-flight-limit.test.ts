import { describe, expect, it } from '@jest/globals';
import { createInFlightLimit, type InFlightLimit } from './in-flight-limit.ts';

function arrive(limit: InFlightLimit, count: number) {
  return Array.from({ length: count }, () => limit.add());
}

/** Messages that keep their locks, until the limit is whole again. */
function messagesUntilWhole(limit: InFlightLimit): number {
  let count = 0;
  for (; limit.current < limit.max && count < 1_000_000; count++) limit.add().done();
  return count;
}

describe('the number of messages in hand', () => {
  it('stays at its limit while locks are kept', () => {
    const limit = createInFlightLimit(64);
    for (const slot of arrive(limit, 1_000)) slot.done();
    expect(limit.current).toBe(64);
  });

  it('halves once, however many of those in hand lose their locks', () => {
    const limit = createInFlightLimit(64);
    const slots = arrive(limit, 64);
    for (const slot of slots) slot.lost();
    expect(limit.current).toBe(32);
    // One that lost its lock is no proof that locks are kept.
    for (const slot of slots) slot.done();
    expect(limit.current).toBe(32);
  });

  it('halves again when locks of messages that came later are lost too, down to one', () => {
    const limit = createInFlightLimit(64);
    const limits = Array.from({ length: 8 }, () => {
      for (const slot of arrive(limit, 64)) slot.lost();
      return limit.current;
    });
    expect(limits).toEqual([32, 16, 8, 4, 2, 1, 1, 1]);
  });

  it('counts the lost lock of one message once', () => {
    const limit = createInFlightLimit(64);
    const [slot] = arrive(limit, 1);
    slot?.lost();
    arrive(limit, 1);
    slot?.lost();
    expect(limit.current).toBe(32);
  });

  it.each([8, 64, 1_000])('grows again little by little, up to %i', (max) => {
    const limit = createInFlightLimit(max);
    for (const slot of arrive(limit, 1)) slot.lost();
    limit.add().done();
    expect(limit.current).toBeLessThan(max * 0.6);
    expect(messagesUntilWhole(limit)).toBeGreaterThan(20 * max);
    while (limit.current > 1) limit.add().lost();
    expect(messagesUntilWhole(limit)).toBeLessThan(33 * max);
  });
});
