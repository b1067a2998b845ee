import { describe, expect, it } from '@jest/globals';
import { benchWorkerMemory } from './worker-memory.ts';

const SHORT = { messages: 6_000, samples: 12 };

describe('the memory of the worker', () => {
  it('does not grow with the records that went through it, and would if it remembered them', async () => {
    const [worker, remembering] = [
      await benchWorkerMemory(SHORT),
      await benchWorkerMemory({ ...SHORT, remembering: true }),
    ];
    // Of 50 messages nobody understands one, and Spotler refuses another.
    expect(worker.settled).toEqual({ complete: 5_760, abandon: 0, 'dead-letter': 240 });
    expect(remembering.bytesPerMessage).toBeGreaterThan(200);
    expect(worker.bytesPerMessage).toBeLessThan(remembering.bytesPerMessage / 4);
  }, 60_000);
});
