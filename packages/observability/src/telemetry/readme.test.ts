import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { METRIC_ATTRIBUTES } from './metric-attributes.ts';
import { METRICS } from './metrics.ts';

const README = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');

/** The first cells of the rows of the table under a heading, without the blanks that line them up. */
function rowsUnder(heading: string): string[][] {
  const section = README.split(/^#+ /m).find((part) => part.startsWith(`${heading}\n`)) ?? '';
  return section
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

describe('the README', () => {
  it('lists every metric with its kind, unit and meaning, and no other', () => {
    const expected = Object.values(METRICS).map(({ name, kind, unit, meaning }) => [
      `\`${name}\``,
      kind,
      `\`${unit}\``,
      meaning,
    ]);
    expect(rowsUnder('Metrics')).toEqual(expected);
  });

  it('lists every attribute of a metric with the metrics that have it, and no other', () => {
    const metrics = Object.values(METRICS);
    const expected = Object.keys(METRIC_ATTRIBUTES).map((attribute) => [
      `\`${attribute}\``,
      metrics
        .filter(({ attributes }) => attributes.some((each) => each === attribute))
        .map(({ name }) => `\`${name}\``)
        .join(', '),
    ]);
    expect(rowsUnder('Attributes').map(([attribute, , where]) => [attribute, where])).toEqual(expected);
  });

  it('would be caught leaving one out', () => {
    expect(rowsUnder('Metrics').slice(1)).not.toHaveLength(Object.keys(METRICS).length);
    expect(rowsUnder('No such heading')).toEqual([]);
  });
});
