import { fuzzDecoder } from './fuzz-decoder.ts';

const [count = '1000000', seed = '1'] = process.argv.slice(2);
const { kinds, failures, slowestMs } = fuzzDecoder(
  Number(count),
  Number(seed),
  performance.now.bind(performance),
);

process.stdout.write(
  `${count} mutated bodies, seed ${seed}: ${JSON.stringify(kinds)}, slowest ${slowestMs.toFixed(1)} ms\n`,
);
for (const failure of failures.slice(0, 20)) process.stdout.write(`${failure}\n`);
process.exitCode = failures.length === 0 ? 0 : 1;
