import { describe, expect, it } from '@jest/globals';
import { growthOf, isFlat } from './memory-samples.ts';

function samples(bytesAt: (index: number) => number, count = 90): number[] {
  return Array.from({ length: count }, (_, index) => bytesAt(index));
}

describe('memory', () => {
  it('is flat when it comes and goes, or grew only at first', () => {
    expect(isFlat(samples((index) => 100 + (index % 10)))).toBe(true);
    expect(isFlat(samples((index) => Math.min(index, 20)))).toBe(true);
  });

  it('is not when it goes on growing', () => {
    expect(isFlat(samples((index) => 100 + 2 * index))).toBe(false);
    expect(growthOf(samples((index) => 100 + 2 * index))).toBeGreaterThan(1.2);
  });

  it('is not judged by a few samples', () => {
    expect(isFlat(samples((index) => index, 10))).toBe(true);
  });
});
