import { describe, expect, it } from '@jest/globals';
import { rewriteTable } from '@spotler-connector/measured-tables';
import { mutantsTable } from './mutants-table.ts';
import { reportOn } from './report.ts';
import { aMutant } from './testing/a-mutant.ts';

const PAGE = `<!-- measured: mutants -->
| sources | mutants | killed | score | listed survivors | measured by |
| --- | --- | --- | --- | --- | --- |
| \`a\` | 9 | 9 | 100.0 % | 0 | \`mutants a\` |
| \`c\` | 8 | 4 | 50.0 % | 1 | \`mutants c\` |
<!-- end -->
`;

describe('the table of scores', () => {
  it('takes new figures in, and keeps those that were not measured again', () => {
    const tried = [{ mutant: aMutant(), fate: 'killed' } as const];
    const reports = ['b', 'c'].map((target) => reportOn(target, tried, [], 1_000));
    expect(rewriteTable(PAGE, mutantsTable(reports)).split('\n').slice(3, 6)).toEqual([
      '| `a` | 9 | 9 | 100.0 % | 0 | `mutants a` |',
      '| `b` | 1 | 1 | 100.0 % | 0 | `mutants b` |',
      '| `c` | 1 | 1 | 100.0 % | 0 | `mutants c` |',
    ]);
  });
});
