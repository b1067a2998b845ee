import { expect, it } from '@jest/globals';
import { benchLedger } from './bench-ledger.ts';
import { ledgerMeasurements } from './ledger-measurements.ts';

// Only that it runs and measures something: how fast depends on the machine.
it('the bench of the ledger fills one, and asks it', async () => {
  const { writes, show, verify, report } = await benchLedger({ entries: 600, batch: 4, days: 2 });
  expect(writes).toBeGreaterThan(100);
  expect(show.entries).toBe(1);
  expect(report.entries).toBe(verify.entries);
  expect(verify.entries).toBeGreaterThan(600);
  const measurements = ledgerMeasurements({ writes, fillMs: 1, show, verify, report }, 600);
  expect(measurements.map(({ what }) => what)).toHaveLength(5);
  expect(measurements.every(({ ratio }) => ratio > 0)).toBe(true);
}, 60_000);
