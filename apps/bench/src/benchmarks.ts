import { type Benchmark, MANY, MILLION } from './benchmark.ts';
import { benchColdStart } from './cold-start.ts';
import { benchCommandStart } from './command-start.ts';
import { benchDecodeChangeMessage } from './decode-change-message.ts';
import { benchBesideRhea } from './emulator/beside-rhea.ts';
import { besideRheaFigures, folderFigures, waitingFigures } from './emulator/emulator-figures.ts';
import { benchServiceBusEmulator } from './emulator/waiting-messages.ts';
import { benchWithFolder } from './emulator/with-folder.ts';
import { benchLedger } from './ledger/bench-ledger.ts';
import { ledgerMeasurements } from './ledger/ledger-measurements.ts';
import { benchSpotlerSdk } from './spotler-sdk.ts';
import { benchSweep } from './sweep/bench-sweep.ts';
import { sweepFigures } from './sweep/sweep-figures.ts';
import { PERFORMANCE_BENCHMARKS } from './throughput/performance-benchmarks.ts';
import { memoryFigures } from './worker-memory/memory-figures.ts';
import { benchWorkerMemory } from './worker-memory.ts';

/** All benchmarks. `limit` is the project's promise; time itself is never judged. */
export const BENCHMARKS: readonly Benchmark[] = [
  {
    name: 'decoder',
    page: 'proofs',
    async run() {
      const { ratio, decodeMicros, parseMicros } = benchDecodeChangeMessage();
      return [
        {
          what: 'decode a real 10 KB change message',
          baseline: '`JSON.parse` of it',
          ours: `${decodeMicros.toFixed(1)} µs`,
          theirs: `${parseMicros.toFixed(1)} µs`,
          ratio,
          limit: 1.25,
        },
      ];
    },
  },
  {
    name: 'spotler-sdk',
    page: 'proofs',
    async run() {
      const { ratio, sdkMicros, gotMicros } = await benchSpotlerSdk();
      return [
        {
          what: 'a call through the Spotler SDK',
          baseline: 'a bare signed got call',
          ours: `${sdkMicros.toFixed(0)} µs`,
          theirs: `${gotMicros.toFixed(0)} µs`,
          ratio,
          limit: 1.25,
        },
      ];
    },
  },
  {
    name: 'emulator',
    page: 'proofs',
    run: async ({ short = false } = {}) => [
      ...waitingFigures(
        await benchServiceBusEmulator(short ? { messages: 2_000, settled: 200 } : {}),
        short ? 2_000 : 100_000,
      ),
      ...besideRheaFigures(await benchBesideRhea(short ? { messages: 500, rounds: 1 } : {})),
      ...folderFigures(await benchWithFolder(short ? { messages: 500, rounds: 1 } : {})),
    ],
  },
  {
    name: 'cold-start',
    page: 'proofs',
    async run() {
      const { ratio, bundledMs, sourceMs } = await benchColdStart();
      const command = await benchCommandStart();
      const node = {
        baseline: 'Node with an empty module',
        theirs: `${command.nodeMs.toFixed(0)} ms`,
        limit: 3,
      };
      return [
        {
          what: 'start of the bundled worker until it is ready',
          baseline: 'start from its sources',
          ours: `${bundledMs.toFixed(0)} ms`,
          theirs: `${sourceMs.toFixed(0)} ms`,
          ratio,
          limit: 0.6,
        },
        {
          ...node,
          what: '`spotler-connector --version`, bundled, from start to end',
          ours: `${command.versionMs.toFixed(0)} ms`,
          ratio: command.versionRatio,
        },
        {
          ...node,
          what: '`spotler-connector dead-letter list --help`, the same',
          ours: `${command.helpMs.toFixed(0)} ms`,
          ratio: command.helpRatio,
        },
      ];
    },
  },
  ...PERFORMANCE_BENCHMARKS,
  {
    name: 'sweep',
    page: 'proofs',
    run: async ({ short = false, full = false } = {}) =>
      sweepFigures(
        await benchSweep({
          people: short ? 6_000 : full ? MILLION : MANY,
          kills: short ? 1 : 3,
          random: Math.random,
        }),
      ),
  },
  {
    name: 'ledger',
    page: 'proofs',
    async run({ short = false, full = false } = {}) {
      const entries = short ? 3_000 : full ? MILLION : MANY;
      return ledgerMeasurements(await benchLedger({ entries, batch: 4, days: short ? 4 : 365 }), entries);
    },
  },
  {
    name: 'worker-memory',
    page: 'proofs',
    run: async () => memoryFigures(await benchWorkerMemory()),
  },
];

/** Names of the benchmarks whose figures are on one page. */
export function namesOn(page: Benchmark['page']): readonly string[] {
  return BENCHMARKS.filter((benchmark) => benchmark.page === page).map(({ name }) => name);
}
