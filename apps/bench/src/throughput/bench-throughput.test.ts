import { afterAll, describe, expect, it } from '@jest/globals';
import { startLoop, startWorker } from './contender.ts';
import { measureRun, type Run } from './measure-run.ts';
import { startSystems } from './systems-process.ts';
import { throughputFigures } from './throughput-figures.ts';

const FILL = { records: 150, changes: 1, order: 'shuffled', refusing: false } as const;

const systems = startSystems();
afterAll(async () => (await systems).close());

// How fast depends on the machine; how many requests it takes hardly does.
describe('the throughput benchmark', () => {
  it('measures the worker beside the loop that one writes by hand', async () => {
    const loop = await measureRun(await systems, FILL, (addresses) => startLoop(16, addresses));
    const worker = await measureRun(await systems, FILL, startWorker);
    expect([loop.dataversePerMessage, loop.spotlerPerMessage]).toEqual([1, 1]);
    expect(worker.dataversePerMessage).toBeLessThan(0.5);
    expect(worker.spotlerPerMessage).toBeLessThan(0.5);
  }, 120_000);

  it('sets costs side by side, so that less is better', () => {
    const run: Run = {
      messagesPerSecond: 100,
      dataversePerMessage: 1,
      spotlerPerMessage: 1,
      cpuMsPerMessage: 2,
      peakMegabytes: 100,
    };
    const fast: Run = { ...run, messagesPerSecond: 400, dataversePerMessage: 0.05, spotlerPerMessage: 0.01 };
    const figures = throughputFigures({
      syncs: [run, run, fast],
      erasures: [run, fast],
      bursts: [fast, fast],
    });
    expect(figures.map(({ ratio }) => Number(ratio.toFixed(2)))).toEqual([
      0.25, 0.25, 0.25, 0.05, 0.01, 0.05, 0.03, 0.03, 1, 0.5,
    ]);
    expect(figures.every(({ ratio, limit }) => ratio <= limit)).toBe(true);
  });
});
