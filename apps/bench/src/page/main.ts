import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { HOW_TO_HAVE_A_BROWSER, hasBrowser, launchBrowser } from '@spotler-connector/browser-testing';
import { rewriteTable } from '@spotler-connector/measured-tables';
import { guardWorkbench } from '@spotler-connector/observability/process';
import { Command } from 'commander';
import { measureClicks } from './measure-clicks.ts';
import { measureLoad } from './measure-load.ts';
import { measureStart } from './measure-start.ts';

const DOCS = fileURLToPath(new URL('../../../../docs/local-page.md', import.meta.url));

/** One figure, and what it may be at most. */
interface Figure {
  readonly name: string;
  readonly value: number;
  readonly max: number;
  readonly unit: string;
}

const command = new Command('bench-page')
  .description(
    'Measures the page of the local stack in a browser. Exits with 1 when a figure is above its limit.',
  )
  .option('--records <number>', 'records on the page', Number, 10_000)
  .option('--per-second <number>', 'messages in each second', Number, 1_000)
  .option('--seconds <number>', 'how long', Number, 20)
  .option('--write-docs', 'write the figures into docs/local-page.md', false)
  .action(async ({ writeDocs, ...size }) => {
    if (!hasBrowser()) return void process.stdout.write(`There is no browser: ${HOW_TO_HAVE_A_BROWSER}\n`);
    const figures = await measure(size);
    for (const { name, value, max, unit } of figures)
      process.stdout.write(`${name}: ${Math.round(value)} ${unit} (at most ${max})\n`);
    process.exitCode = figures.every(({ value, max }) => value <= max) ? 0 : 1;
    if (writeDocs) await writeFile(DOCS, withFigures(await readFile(DOCS, 'utf8'), figures));
  });

async function measure(size: Parameters<typeof measureLoad>[1]): Promise<Figure[]> {
  const browser = await launchBrowser();
  try {
    const start = await measureStart(browser);
    const { createdMs, goneMs } = await measureClicks(browser);
    const { maxTaskMs, elements, heap } = await measureLoad(browser, size);
    const load = `${size.records} records, ${size.perSecond} messages a second`;
    return [
      { name: 'from `pnpm start` to the first records', value: start, max: 5_000, unit: 'ms' },
      { name: 'from creating a person to the contact', value: createdMs, max: 1_000, unit: 'ms' },
      { name: 'from refusing e-mail to gone', value: goneMs, max: 1_000, unit: 'ms' },
      { name: `${load}: longest task`, value: maxTaskMs, max: 200, unit: 'ms' },
      { name: `${load}: elements`, value: elements, max: 5_000, unit: '' },
      { name: `${load}: memory halfway`, value: heap[0] / 1e6, max: 100, unit: 'MB' },
      { name: `${load}: memory at the end`, value: heap[1] / 1e6, max: 100, unit: 'MB' },
    ];
  } finally {
    await browser.close();
  }
}

function withFigures(page: string, figures: readonly Figure[]): string {
  return rewriteTable(page, {
    name: 'page',
    columns: ['what', 'measured', 'at most'],
    rows: () =>
      figures.map(({ name, value, max, unit }) => [
        name,
        `${Math.round(value)} ${unit}`.trim(),
        `${max} ${unit}`.trim(),
      ]),
  });
}

guardWorkbench(process);
await command.parseAsync();
