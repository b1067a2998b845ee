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
    const settled = Array.from({ length: 10 }, () => {
      const message = window.add();
      message.done();
      return message;
    });
    expect(settled.map(({ evicted }) => evicted.aborted)).not.toContain(true);
  });

  it('evicts only those that are too old', () => {
    const window = createDeliveryWindow(3);
    const [first, second] = [window.add(), window.add()];
    window.add();
    window.add();
    expect([first.evicted.aborted, second.evicted.aborted]).toEqual([true, false]);
  });

  it('evicts one that comes again anyway, and nobody else', () => {
    const window = createDeliveryWindow(3);
    const [lost, other] = [window.add(), window.add()];
    lost.evict();
    expect([lost.evicted.aborted, other.evicted.aborted]).toEqual([true, false]);
  });

  it('lets few pass one whose work takes long, and has the others wait until it is done', async () => {
    const window = createDeliveryWindow(10, 2);
    const [large, next, later, last] = [window.add(), window.add(), window.add(), window.add()];
    expect(later?.turn()).toBeUndefined();
    large?.hold();
    expect(next?.turn()).toBeUndefined();
    const passed: string[] = [];
    const waiting = [later, last].map((place) => place?.turn()?.then(() => passed.push('passed')));
    await Promise.resolve();
    expect(passed).toEqual([]);
    large?.done();
    await Promise.all(waiting);
    expect(passed).toEqual(['passed', 'passed']);
  });

  it('has them wait for the oldest of several', async () => {
    const window = createDeliveryWindow(10, 2);
    const [first, second] = [window.add(), window.add()];
    second.hold();
    first.hold();
    const young = window.add();
    let passed = false;
    const waiting = young.turn()?.then(() => {
      passed = true;
    });
    second.done();
    await new Promise(setImmediate);
    expect(passed).toBe(false);
    first.done();
    await waiting;
    expect(passed).toBe(true);
  });
});
