import { describe, expect, it } from '@jest/globals';
import { createPace } from './pace.ts';

/** A clock that only waiting moves on. */
function aClock() {
  const clock = { time: 0, waits: [] as number[] };
  return {
    clock,
    options: {
      now: () => clock.time,
      wait: async (ms: number) => {
        clock.waits.push(ms);
        clock.time += ms;
      },
    },
  };
}

describe('createPace', () => {
  it('spreads evenly', async () => {
    const { clock, options } = aClock();
    const pace = createPace(4, options);
    for (let turn = 0; turn < 9; turn += 1) await pace.take(1);
    expect(clock.time).toBe(2_000);
    expect(new Set(clock.waits)).toEqual(new Set([250]));
  });

  it('counts a page as many', async () => {
    const { clock, options } = aClock();
    const pace = createPace(500, options);
    await pace.take(250);
    await pace.take(250);
    expect(clock.time).toBe(500);
  });

  it('saves nothing up', async () => {
    const { clock, options } = aClock();
    const pace = createPace(1, options);
    await pace.take(1);
    clock.time = 60_000;
    await pace.take(1);
    await pace.take(1);
    expect(clock.time).toBe(61_000);
  });

  it('knows no limit at 0', async () => {
    const { clock, options } = aClock();
    const pace = createPace(0, options);
    for (let turn = 0; turn < 100; turn += 1) await pace.take(1_000);
    expect(clock.waits).toEqual([]);
  });
});
