import { describe, expect, it } from '@jest/globals';
import { type MemorySample, memoryTrend } from './memory-trend.ts';

function samples(bytesAfter: (messages: number) => number, count = 20): MemorySample[] {
  return Array.from({ length: count }, (_, n) => ({ messages: n * 100, bytes: bytesAfter(n * 100) }));
}

describe('the trend of memory', () => {
  it('is flat when nothing is kept, whatever happens at the beginning', () => {
    const trend = memoryTrend(samples((messages) => (messages === 0 ? 5_000 : 10_000)));
    expect(trend.bytesPerMessage).toBe(0);
    expect(trend.ratio).toBeGreaterThan(1);
    expect(trend.ratio).toBeLessThan(1.06);
  });

  it('is what each message leaves behind, without noise when it is always the same', () => {
    const { bytesPerMessage, noise, ratio } = memoryTrend(samples((messages) => 10_000 + 7 * messages));
    expect(bytesPerMessage).toBeCloseTo(7);
    expect(noise).toBeCloseTo(0);
    expect(ratio).toBeGreaterThan(1.5);
  });

  it('is within noise when memory only goes up and down', () => {
    const { bytesPerMessage, noise } = memoryTrend(samples((messages) => 10_000 + (messages % 300)));
    expect(Math.abs(bytesPerMessage)).toBeLessThan(noise);
  });

  it('counts samples that resemble each other for less', () => {
    const ups = (blocks: number) =>
      memoryTrend(samples((messages) => 1_000_000 + (Math.floor(messages / blocks) % 2) * 1_000, 40));
    expect(ups(500).noise).toBeGreaterThan(1.5 * ups(100).noise);
    expect(ups(500).grows).toBe(false);
  });

  it('sees a leak in memory that goes up and down as well', () => {
    const noisy = (leak: number) =>
      memoryTrend(samples((messages) => 1_000_000 + leak * messages + ((messages * 7_919) % 1_000) * 10, 40));
    expect(noisy(0).grows).toBe(false);
    expect(noisy(20).grows).toBe(true);
    expect(noisy(20).bytesPerMessage).toBeCloseTo(20, -1);
  });

  it('is noise when it comes to less than a step at either end', () => {
    const creeping = samples((messages) => 1_000_000 + messages, 40);
    expect(memoryTrend(creeping).grows).toBe(true);
    expect(memoryTrend(creeping, 500).grows).toBe(true);
    expect(memoryTrend(creeping, 1_000).grows).toBe(false);
  });

  it('can not be told from a few samples', () => {
    expect(() => memoryTrend(samples(() => 1, 5))).toThrow(RangeError);
  });
});
