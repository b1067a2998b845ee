import { describe, expect, it } from '@jest/globals';
import { runDay } from './testing/day/run-day.ts';

describe('the emulator beside a naive one', () => {
  it('agrees with it over sessions, rules, ways to other entities and kills', async () => {
    const report = await runDay({ seed: 3, duration: 600_000, kills: 2, interval: 3000 });
    expect(report.kills).toBeGreaterThanOrEqual(2);
    expect(report.operations).toBeGreaterThan(200);
    expect(report.refused).toBeGreaterThan(5);
  }, 60_000);
});
