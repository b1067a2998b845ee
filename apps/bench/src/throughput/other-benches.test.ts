import { describe, expect, it } from '@jest/globals';
import { benchBacklog } from './bench-backlog.ts';
import { benchDelay, delayFigures } from './bench-delay.ts';
import { benchFloor, floorFigures } from './bench-floor.ts';
import { benchWorkers, workersFigures } from './bench-workers.ts';

// Only that they run and measure something: how fast depends on the machine.
describe('the benchmarks beside throughput', () => {
  it('measure delays beside the sum of the answers, which no delay is below', async () => {
    const figures = delayFigures(await benchDelay({ records: 60, seconds: 0.5 }));
    expect(figures).toHaveLength(9);
    for (const { ratio } of figures) expect(ratio).toBeGreaterThanOrEqual(1);
  }, 120_000);

  it('measure the worker without systems beside the bare client', async () => {
    const [figure] = floorFigures(await benchFloor({ messages: 200, rounds: 1 }));
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
