import { expect, it } from '@jest/globals';
import { cachedBundle } from '@spotler-connector/bundling/testing';
import { benchSweep, totalOf } from './bench-sweep.ts';

it('sweeps many people in few requests and little memory, goes on after kills, and then reads what changed', async () => {
  const entry = await cachedBundle('cli');
  const cost = await benchSweep({ people: 6_000, kills: 1, random: () => 0.5, entry });
  expect(cost).toMatchObject({
    findings: { 'must-be-gone': 6, missing: 6, orphan: 6 },
    killed: { sameFindings: true },
    // Everything that it begins with, what changed in three tables among it; and what changed in Spotler.
    nightly: { findings: { differs: 1 }, requests: { dataverse: 1, spotler: 1 } },
  });
  // Pages and questions about the tables; of the pages, a kill repeats the one under way and the one asked
  // for early.
  expect(totalOf(cost.requests)).toBeLessThan(15);
  expect(cost.peakMb).toBeLessThan(300);
  // It is not known any more what changed: everything is read, as the first time.
  expect(cost.nightly.expired.dataverse).toBeGreaterThan(cost.nightly.requests.dataverse);
}, 120_000);
