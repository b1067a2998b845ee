import { expect, it } from '@jest/globals';
import { cachedBundle } from '@spotler-connector/bundling/testing';
import { benchSweep } from './bench-sweep.ts';

it('sweeps many people in few requests and little memory, and goes on after kills with the same findings', async () => {
  const entry = await cachedBundle('cli');
  const cost = await benchSweep({ people: 6_000, kills: 1, random: () => 0.5, entry });
  expect(cost).toMatchObject({
    findings: { 'must-be-gone': 6, missing: 6, orphan: 6 },
    killed: { sameFindings: true },
  });
  // Pages and questions about the tables; of the pages, a kill repeats the one under way and the one asked
  // for early.
  expect(cost.requests).toBeLessThan(25);
  expect(cost.peakMb).toBeLessThan(300);
}, 60_000);
