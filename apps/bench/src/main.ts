import { benchDecodeChangeMessage } from './decode-change-message.ts';
import { formatReport, type Measurement } from './report.ts';
import { benchSpotlerSdk } from './spotler-sdk.ts';

/** Every benchmark beside its baseline. `limit` is what the project promises; time itself is never judged. */
const BENCHMARKS: readonly (() => Promise<Measurement>)[] = [
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
];

for (const benchmark of BENCHMARKS) process.stdout.write(`${formatReport(await benchmark())}\n`);
