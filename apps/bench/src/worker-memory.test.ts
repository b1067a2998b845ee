import { describe, expect, it } from '@jest/globals';
import { benchWorkerMemory } from './worker-memory.ts';

const SHORT = { messages: 5_000, samples: 16 };

describe('the memory of the worker', () => {
  it('does not grow with the records that went through it, and would if it kept them', async () => {
    const [worker, leaking] = await Promise.all([
      benchWorkerMemory(SHORT),
      benchWorkerMemory({ ...SHORT, leaking: true }),
    ]);
    // Of 50 messages nobody understands one, and Spotler refuses another.
    expect(worker.settled).toEqual({ complete: 4_800, abandon: 0, 'dead-letter': 200 });
    for (const measure of ['retained', 'resident'] as const) {
      expect(leaking[measure].grows).toBe(true);
      expect(leaking[measure].bytesPerMessage).toBeGreaterThan(5_000);
      expect(worker[measure].bytesPerMessage).toBeLessThan(leaking[measure].bytesPerMessage / 3);
    }
  }, 180_000);
});
