import { benchColdStart } from './cold-start.ts';
import { benchDecodeChangeMessage } from './decode-change-message.ts';
import { formatReport, type Measurement } from './report.ts';
import { benchServiceBusEmulator } from './service-bus-emulator.ts';
import { benchSpotlerSdk } from './spotler-sdk.ts';
import type { MemoryTrend } from './worker-memory/memory-trend.ts';
import { benchWorkerMemory } from './worker-memory.ts';

/** Every benchmark beside its baseline. `limit` is the project's promise; time itself is never judged. */
const BENCHMARKS: readonly (() => Promise<Measurement | readonly Measurement[]>)[] = [
  async () => {
    const { ratio, decodeMicros, parseMicros } = benchDecodeChangeMessage();
    return {
      what: 'decode a real 10 KB change message',
      baseline: 'JSON.parse of it',
      ours: `${decodeMicros.toFixed(1)} µs`,
      theirs: `${parseMicros.toFixed(1)} µs`,
      ratio,
      limit: 2,
    };
  },
  async () => {
    const { ratio, sdkMicros, gotMicros } = await benchSpotlerSdk();
    return {
      what: 'a call through the Spotler SDK',
      baseline: 'a bare signed got call',
      ours: `${sdkMicros.toFixed(0)} µs`,
      theirs: `${gotMicros.toFixed(0)} µs`,
      ratio,
      limit: 1.25,
    };
  },
  async () => {
    const { ratio, settleFullMicros, settleEmptyMicros, bytesPerMessage } = await benchServiceBusEmulator();
    return {
      what: 'receive and complete in the emulator while 100 000 messages of 3 KB wait',
      baseline: 'while hardly any waits',
      ours: `${settleFullMicros.toFixed(0)} µs, ${(bytesPerMessage / 1024).toFixed(1)} KB for each that waits`,
      theirs: `${settleEmptyMicros.toFixed(0)} µs`,
      ratio,
      limit: 2,
    };
  },
  async () => {
    const { ratio, bundledMs, sourceMs } = await benchColdStart();
    return {
      what: 'start of the bundled worker until it is ready',
      baseline: 'start from its sources',
      ours: `${bundledMs.toFixed(0)} ms`,
      theirs: `${sourceMs.toFixed(0)} ms`,
      ratio,
      limit: 0.6,
    };
  },
  async () => {
    const { retained, resident } = await benchWorkerMemory();
    return [
      memoryMeasurement('heap and buffers', retained),
      memoryMeasurement('resident memory (RSS)', resident),
    ];
  },
];

function memoryMeasurement(what: string, trend: MemoryTrend): Measurement {
  const { firstHalfBytes, secondHalfBytes, ratio, bytesPerMessage, noise, grows } = trend;
  const slope = `${kilobytes(bytesPerMessage * 1_000)} ± ${kilobytes(noise * 1_000)} KB per 1000 messages`;
  return {
    what: `${what} of the worker in the second half of 200 000 messages`,
    baseline: 'in the first half',
    ours: `${megabytes(secondHalfBytes)}, ${slope}, ${grows ? 'which is growth' : 'within noise of zero'}`,
    theirs: megabytes(firstHalfBytes),
    ratio,
    limit: 1.05,
  };
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

function kilobytes(bytes: number): string {
  return (bytes / 1e3).toFixed(1);
}

for (const benchmark of BENCHMARKS) {
  for (const measurement of [await benchmark()].flat())
    process.stdout.write(`${formatReport(measurement)}\n`);
}
