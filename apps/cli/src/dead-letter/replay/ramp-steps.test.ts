import { describe, expect, it } from '@jest/globals';
import { rampSteps } from './ramp-steps.ts';

describe('rampSteps', () => {
  it('begins with one and grows for ever', () => {
    const steps = rampSteps();
    expect(Array.from({ length: 8 }, () => steps.next().value)).toEqual([1, 2, 5, 20, 50, 200, 500, 2_000]);
  });
});
