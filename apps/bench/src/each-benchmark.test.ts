import { describe, expect, it } from '@jest/globals';
import { benchColdStart } from './cold-start.ts';
import { benchCommandStart } from './command-start.ts';
import { benchDecodeChangeMessage } from './decode-change-message.ts';
import { benchBesideRhea } from './emulator/beside-rhea.ts';
import { benchServiceBusEmulator } from './emulator/waiting-messages.ts';
import { benchWithFolder } from './emulator/with-folder.ts';
import { benchSpotlerSdk } from './spotler-sdk.ts';

// Only that they run and measure something: how fast depends on the machine.
describe('the benchmarks', () => {
  it('measure the decoder beside JSON.parse', () => {
    const { bytes, ratio } = benchDecodeChangeMessage({ blocks: 3, messagesPerBlock: 3 });
    expect(bytes).toBeGreaterThanOrEqual(10_240);
    expect(ratio).toBeGreaterThan(0);
  });

  it('measure a call beside bare got', async () => {
    const { ratio } = await benchSpotlerSdk({ blocks: 2, callsPerBlock: 2 });
    expect(ratio).toBeGreaterThan(0);
  });

  it('measure a full emulator beside an empty one', async () => {
    const { ratio } = await benchServiceBusEmulator({ messages: 400, settled: 100, bodyBytes: 100 });
    expect(ratio).toBeGreaterThan(0);
  });

  it('measure the emulator beside bare rhea, and with a folder beside memory', async () => {
    const { ratio } = await benchBesideRhea({ messages: 100, rounds: 1, bodyBytes: 100 });
    expect(ratio).toBeGreaterThan(0);
    const { folder, memory } = await benchWithFolder({ messages: 100, rounds: 1 });
    expect([folder.settle, memory.sendOne].every((micros) => micros > 0)).toBe(true);
  });

  it('measure the start of the bundled worker beside the start from its sources', async () => {
    const { ratio } = await benchColdStart({ starts: 1 });
    expect(ratio).toBeGreaterThan(0);
  });

  it('measure the start of the bundled command line beside bare Node', async () => {
    const { versionRatio, helpRatio } = await benchCommandStart({ starts: 1 });
    expect([versionRatio, helpRatio].every((ratio) => ratio > 0)).toBe(true);
  });
});
