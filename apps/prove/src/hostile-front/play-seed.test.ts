import { describe, expect, it } from '@jest/globals';
import { openHostileWorld } from './hostile-world.ts';
import { playSeed } from './play-seed.ts';

describe('a seed', () => {
  it('plays the same every time', async () => {
    const world = await openHostileWorld(1);
    try {
      const first = await playSeed(world, 3);
      expect(first.wrong).toEqual([]);
      expect(first.reconciles).toBeGreaterThan(5);
      expect(await playSeed(world, 3)).toEqual(first);
    } finally {
      await world.close();
    }
  });
});
