import { describe, expect, it } from '@jest/globals';
import { endInOrder } from './end-in-order.ts';

function anEnd(idle: () => Promise<void>) {
  const events: string[] = [];
  const ended = endInOrder({
    idle() {
      events.push('idle?');
      return idle();
    },
    graceMs: 10,
    abort: () => void events.push('abort'),
    endings: [async () => events.push('closed')],
  });
  return { events, ended };
}

describe('the end of a worker', () => {
  it('comes when nothing is in hand, and closes everything', async () => {
    const { events, ended } = anEnd(async () => {});
    await ended;
    expect(events).toEqual(['idle?', 'abort', 'idle?', 'closed']);
  });

  it('waits for what is in hand, and breaks it off when the grace is over', async () => {
    const broken = Promise.withResolvers<void>();
    const { events, ended } = anEnd(() => broken.promise);
    while (!events.includes('abort')) await new Promise((resolve) => setImmediate(resolve));
    expect(events).toEqual(['idle?', 'abort', 'idle?']);
    broken.resolve();
    await ended;
    expect(events.at(-1)).toBe('closed');
  });
});
