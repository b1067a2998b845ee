import { describe, expect, it } from '@jest/globals';
import { createRandom } from './random.ts';

describe('random choices', () => {
  it('are the same for the same seed, and others for another', () => {
    const draw = (seed: number) => {
      const random = createRandom(seed);
      return Array.from({ length: 20 }, () => random.below(1_000));
    };
    expect(draw(7)).toEqual(draw(7));
    expect(draw(7)).not.toEqual(draw(8));
  });

  it('reach every choice and nothing else', () => {
    const random = createRandom(1);
    const drawn = new Set(Array.from({ length: 200 }, () => random.pick(['a', 'b', 'c'])));
    expect([...drawn].sort()).toEqual(['a', 'b', 'c']);
  });
});
