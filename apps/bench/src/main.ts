import { readFileSync, writeFileSync } from 'node:fs';
import { rewriteTable } from '@spotler-connector/measured-tables';
import { Command } from 'commander';
import { BENCHMARKS } from './benchmarks.ts';
import { benchmarksTable } from './benchmarks-table.ts';
import { formatReport, type Measurement } from './report.ts';

const PAGE = new URL('../../../docs/proofs.md', import.meta.url);
const NAMES = BENCHMARKS.map(({ name }) => name);

const command = new Command('bench')
  .description('Measures costs beside a baseline in the same run.')
  .argument('[names...]', `which benchmarks; all without: ${NAMES.join(', ')}`)
  .option('--write-docs', 'writes the figures into docs/proofs.md', false)
  .action(async (wanted: string[], { writeDocs }: { readonly writeDocs: boolean }) => {
    const unknown = wanted.filter((name) => !NAMES.includes(name));
    if (unknown.length > 0) command.error(`There is no benchmark called ${unknown.join(', ')}.`);
    const measured = new Map<string, readonly Measurement[]>();
    for (const { name, run } of BENCHMARKS) {
      if (wanted.length > 0 && !wanted.includes(name)) continue;
      const measurements = await run();
      measured.set(name, measurements);
      for (const measurement of measurements) process.stdout.write(`${formatReport(measurement)}\n`);
    }
    if (!writeDocs) return;
    writeFileSync(PAGE, rewriteTable(readFileSync(PAGE, 'utf8'), benchmarksTable(NAMES, measured)));
  });

await command.parseAsync();
