import { describe, expect, it } from '@jest/globals';
import { createHeldMessages } from './held-messages.ts';

describe('messages in hand', () => {
  it('releases the oldest when too many younger ones have come', () => {
    const messages = createHeldMessages(3);
    const oldest = messages.hold();
    messages.hold().done();
    messages.hold().done();
    expect(oldest.released.aborted).toBe(false);
    messages.hold().done();
    expect(oldest.released.aborted).toBe(true);
  });

  it('releases nobody while all are settled in time', () => {
    const messages = createHeldMessages(3);
    const released = Array.from({ length: 10 }, () => {
      const held = messages.hold();
      held.done();
      return held.released.aborted;
    });
    expect(released).not.toContain(true);
  });

  it('releases only those that are too old', () => {
    const messages = createHeldMessages(3);
    const [first, second] = [messages.hold(), messages.hold()];
    messages.hold();
    messages.hold();
    expect([first.released.aborted, second.released.aborted]).toEqual([true, false]);
  });
});
