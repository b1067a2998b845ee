import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { rewriteTable, tableRows } from '@spotler-connector/measured-tables';
import { namesOn } from './benchmarks.ts';
import { benchmarksTable, performanceTable } from './benchmarks-table.ts';

const PAGE = readFileSync(new URL('../../../docs/proofs.md', import.meta.url), 'utf8');
const NAMES = namesOn('proofs');
const PERFORMANCE = readFileSync(new URL('../../../docs/performance.md', import.meta.url), 'utf8');

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

  it('says of a benchmark that it was not measured yet, until it was', () => {
    const [name = ''] = NAMES;
    const empty = rewriteTable('<!-- measured: bench -->\n<!-- end -->', benchmarksTable([name], new Map()));
    expect(empty).toContain(`| ${name} | not yet | – | – | – | – | \`bench ${name}\` |`);
    const measured = new Map([
      [name, [{ what: 'a', baseline: 'b', ours: '1', theirs: '1', ratio: 1, limit: 1 }]],
    ]);
    expect(rewriteTable(empty, benchmarksTable([name], measured))).not.toContain('not yet');
  });

  it('has a page of its own for what is fast, which says of each goal whether it is met', () => {
    const measurement = {
      what: 'a sync',
      baseline: 'the loop',
      ours: '3',
      theirs: '1',
      ratio: 0.333,
      limit: 1 / 3,
    };
    const figures = [
      measurement,
      { ...measurement, what: 'an erasure', ratio: 2, limit: Number.POSITIVE_INFINITY },
    ];
    const names = namesOn('performance');
    const table = performanceTable(names, new Map([['throughput', figures]]));
    const page = rewriteTable(PERFORMANCE, table);
    expect(page).toContain('| a sync | 3 | the loop | 1 | 0.333 | 0.33 | yes | `bench throughput` |');
    expect(page).toContain('| an erasure | 3 | the loop | 1 | 2.000 | – | – | `bench throughput` |');
  });
});
