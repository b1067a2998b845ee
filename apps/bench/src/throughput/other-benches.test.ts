import { describe, expect, it } from '@jest/globals';
import { benchBacklog } from './bench-backlog.ts';
import { benchDelay, delayFigures } from './bench-delay.ts';
import { benchFloor, floorFigures } from './bench-floor.ts';
import { benchWorkers, workersFigures } from './bench-workers.ts';
import { DATAVERSE_MS, SPOTLER_MS } from './systems-protocol.ts';

// Only that they run and measure something: how fast depends on the machine.
describe('the benchmarks beside throughput', () => {
  it('measure delays beside the sum of the answers, and neither is below what answers wait', async () => {
    const measured = await benchDelay({ records: 60, seconds: 0.5 });
    for (const { answersMs, delays } of measured) {
      expect(answersMs).toBeGreaterThanOrEqual(2 * DATAVERSE_MS + SPOTLER_MS);
      expect(delays.p50).toBeGreaterThanOrEqual(2 * DATAVERSE_MS + SPOTLER_MS);
    }
    expect(delayFigures(measured)).toHaveLength(9);
  }, 120_000);

  it('measure the worker without systems beside the bare client', async () => {
    // The bare client is done with few of them before anybody looks.
    const [figure] = floorFigures(await benchFloor({ messages: 1_500, rounds: 1 }));
    expect(figure?.ratio).toBeGreaterThan(0);
  }, 120_000);

  it('measure several workers beside one', async () => {
    const figures = workersFigures(await benchWorkers({ records: 100, rounds: 1, numbers: [1, 2] }));
    expect(figures.map(({ what }) => what)).toEqual(['a sync of a distinct record by 2 workers']);
  }, 120_000);

  it('measure the worker while messages wait', async () => {
    const [run] = await benchBacklog({ waiting: [300], messages: 100, rounds: 1 });
    expect(run?.messagesPerSecond).toBeGreaterThan(0);
  }, 120_000);
});
