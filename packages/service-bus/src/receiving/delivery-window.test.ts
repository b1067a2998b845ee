import { describe, expect, it } from '@jest/globals';
import { createDeliveryWindow } from './delivery-window.ts';

describe('the delivery window', () => {
  it('evicts the oldest when too many younger ones have come', () => {
    const window = createDeliveryWindow(3);
    const oldest = window.add();
    window.add().done();
    window.add().done();
    expect(oldest.evicted.aborted).toBe(false);
    window.add().done();
    expect(oldest.evicted.aborted).toBe(true);
  });

  it('evicts nobody while all are settled in time', () => {
    const window = createDeliveryWindow(3);
    const evicted = Array.from({ length: 10 }, () => {
      const message = window.add();
      message.done();
      return message.evicted.aborted;
    });
    expect(evicted).not.toContain(true);
  });

  it('evicts only those that are too old', () => {
    const window = createDeliveryWindow(3);
    const [first, second] = [window.add(), window.add()];
    window.add();
    window.add();
    expect([first.evicted.aborted, second.evicted.aborted]).toEqual([true, false]);
  });
});
