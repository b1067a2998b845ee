import { describe, expect, it } from '@jest/globals';
import { ownPeakMemory, peakIn } from './peak-memory.ts';

describe('the peak of memory', () => {
  it('is read from what Linux says of a process', () => {
    expect(peakIn('Name:\tnode\nVmHWM:\t  163840 kB\nVmRSS:\t  1000 kB\n')).toBe(167_772_160);
  });

  it('is nothing when the process is gone', () => {
    expect(peakIn('')).toBe(0);
  });

  it('is known of this process, in bytes', () => {
    const { rss } = process.memoryUsage();
    expect(ownPeakMemory()).toBeGreaterThan(rss / 2);
  });
});
