import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { rewriteTable, tableRows } from '@spotler-connector/measured-tables';
import { BENCHMARKS } from './benchmarks.ts';
import { benchmarksTable } from './benchmarks-table.ts';

const PAGE = readFileSync(new URL('../../../docs/proofs.md', import.meta.url), 'utf8');
const NAMES = BENCHMARKS.map(({ name }) => name);

describe('the table of benchmarks', () => {
  it('on its page is the one that the command writes, with every benchmark', () => {
    expect(rewriteTable(PAGE, benchmarksTable(NAMES, new Map()))).toBe(PAGE);
    for (const name of NAMES) expect(PAGE).toContain(`| \`bench ${name}\` |`);
  });

  it('takes the figures of a run, and keeps the others', () => {
    const measurement = {
      what: 'a call',
      baseline: 'bare',
      ours: '3 µs',
      theirs: '2 µs',
      ratio: 1.5,
      limit: 2,
    };
    const page = rewriteTable(PAGE, benchmarksTable(NAMES, new Map([['spotler-sdk', [measurement]]])));
    expect(page).toContain('| a call | 3 µs | bare | 2 µs | 1.50 | 2 | `bench spotler-sdk` |');
    expect(tableRows(page).size).toBe(tableRows(PAGE).size);
  });
});
