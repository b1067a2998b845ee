import type { Cells, MeasuredTable } from '@spotler-connector/measured-tables';
import type { Report } from './report.ts';

/** Builds the table of docs/proofs.md. Figures of packages that were not tried stay as they are. Pure. */
export function mutantsTable(reports: readonly Report[]): MeasuredTable {
  const tried = new Map(reports.map((report) => [keyOf(report), rowOf(report)]));
  return {
    name: 'mutants',
    columns: ['sources', 'mutants', 'killed', 'score', 'listed survivors', 'measured by'],
    rows: (previous) =>
      [...new Map([...previous, ...tried])]
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([, cells]) => cells),
  };
}

function keyOf({ target }: Report): string {
  return `\`${target}\``;
}

function rowOf(report: Report): Cells {
  const { target, mutants, killed, score, listed } = report;
  return [
    keyOf(report),
    String(mutants),
    String(killed),
    `${score.toFixed(1)} %`,
    String(listed),
    `\`mutants ${target}\``,
  ];
}
