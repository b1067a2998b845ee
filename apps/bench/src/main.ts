import { readFileSync, writeFileSync } from 'node:fs';
import { systemClock } from '@spotler-connector/clock';
import { type MeasuredTable, rewriteTable } from '@spotler-connector/measured-tables';
import { guardWorkbench } from '@spotler-connector/observability/process';
import { useProxies } from '@spotler-connector/proxies';
import { Command } from 'commander';
import { BENCHMARKS, namesOn } from './benchmarks.ts';
import { benchmarksTable, performanceTable } from './benchmarks-table.ts';
import { performanceChart } from './performance-chart.ts';
import { formatReport, type Measurement } from './report.ts';

const PAGE = new URL('../../../docs/proofs.md', import.meta.url);
const PERFORMANCE = new URL('../../../docs/performance.md', import.meta.url);
const CHART = new URL('../../../docs/performance.svg', import.meta.url);
interface BenchOptions {
  readonly writeDocs: boolean;
  readonly json: boolean;
  readonly short: boolean;
  readonly full: boolean;
}

const NAMES = BENCHMARKS.map(({ name }) => name);

const command = new Command('bench')
  .description('Measures costs beside a baseline in the same run.')
  .argument('[names...]', `which benchmarks; all without: ${NAMES.join(', ')}`)
  .option('--write-docs', 'writes the figures into docs/proofs.md and docs/performance.md', false)
  .option('--json', 'prints the figures as JSON', false)
  .option('--short', 'measures little, only to show that it works', false)
  .option('--full', 'measures with a million messages, entries and people too, which takes longer', false)
  .action(async (wanted: string[], { writeDocs, json, short, full }: BenchOptions) => {
    const unknown = wanted.filter((name) => !NAMES.includes(name));
    if (unknown.length > 0) command.error(`There is no benchmark called ${unknown.join(', ')}.`);
    const measured = new Map<string, readonly Measurement[]>();
    for (const { name, run } of BENCHMARKS) {
      if (wanted.length > 0 && !wanted.includes(name)) continue;
      const begun = systemClock.monotonic();
      const measurements = await run({ short, full });
      measured.set(name, measurements);
      const seconds = Math.round((systemClock.monotonic() - begun) / 1_000);
      process.stderr.write(`${name} took ${seconds} s\n`);
      if (json) continue;
      for (const measurement of measurements) process.stdout.write(`${formatReport(measurement)}\n`);
    }
    if (json) process.stdout.write(`${JSON.stringify(Object.fromEntries(measured), null, 2)}\n`);
    if (!writeDocs) return;
    writeTable(PAGE, benchmarksTable(namesOn('proofs'), measured));
    writeTable(PERFORMANCE, performanceTable(namesOn('performance'), measured));
    writeFileSync(CHART, performanceChart(readFileSync(PERFORMANCE, 'utf8')));
  });

function writeTable(page: URL, table: MeasuredTable): void {
  writeFileSync(page, rewriteTable(readFileSync(page, 'utf8'), table));
}

guardWorkbench(process);
useProxies(process);
await command.parseAsync();
