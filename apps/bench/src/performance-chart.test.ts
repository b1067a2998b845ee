import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { performanceChart } from './performance-chart.ts';

const PAGE = `
| figure | the worker | beside | its figure | ratio | goal, at most | met | measured by |
| --- | --- | --- | --- | --- | --- | --- | --- |
| a sync & more | 3 | the loop | 1 | 0.333 | 0.50 | yes | \`bench throughput\` |
| an erasure | 3 | the loop | 1 | 2.000 | 1.00 | no | \`bench throughput\` |
| four workers | 3 | one | 1 | 0.900 | – | – | \`bench workers\` |
`;

describe('the chart of performance', () => {
  it('has a bar for each figure with a goal, in the colour of goals that are met or not', () => {
    const chart = performanceChart(PAGE);
    expect(chart.match(/<rect [^>]*>/g)).toHaveLength(2);
    expect(chart).toContain('a sync &amp; more');
    expect(chart).not.toContain('four workers');
    const [met, missed] = [...chart.matchAll(/<rect fill="(#\w+)"/g)].map(([, colour]) => colour);
    expect(met).not.toBe(missed);
  });

  it('in the documentation is the one of its page', () => {
    const read = (name: string) => readFileSync(new URL(`../../../docs/${name}`, import.meta.url), 'utf8');
    expect(read('performance.svg')).toBe(performanceChart(read('performance.md')));
  });
});
