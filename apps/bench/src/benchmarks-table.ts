import type { Cells, MeasuredTable } from '@spotler-connector/measured-tables';
import type { Measurement } from './report.ts';

/** Builds the table of docs/proofs.md from measurements by benchmark. Rows of other benchmarks stay. Pure. */
export function benchmarksTable(
  names: readonly string[],
  measured: ReadonlyMap<string, readonly Measurement[]>,
): MeasuredTable {
  return {
    name: 'bench',
    columns: ['measured', 'figure', 'baseline', 'its figure', 'ratio', 'promised', 'measured by'],
    rows: (previous) =>
      names.flatMap((name) => {
        const command = `\`bench ${name}\``;
        const rows = measured.get(name)?.map((measurement) => rowOf(measurement, command));
        return rows ?? rowsBefore(previous, name, ['–', '–', '–', '–', command]);
      }),
  };
}

/** Builds the table of docs/performance.md, with goals that are met or not. Rows of others stay. Pure. */
export function performanceTable(
  names: readonly string[],
  measured: ReadonlyMap<string, readonly Measurement[]>,
): MeasuredTable {
  return {
    name: 'performance',
    columns: ['figure', 'the worker', 'beside', 'its figure', 'ratio', 'goal, at most', 'met', 'measured by'],
    rows: (previous) =>
      names.flatMap((name) => {
        const command = `\`bench ${name}\``;
        const rows = measured.get(name)?.map((measurement) => goalRowOf(measurement, command));
        return rows ?? rowsBefore(previous, name, ['–', '–', '–', '–', '–', command]);
      }),
  };
}

/** The rows that a benchmark has on the page; one that says so when it was never measured. */
function rowsBefore(
  previous: ReadonlyMap<string, Cells>,
  name: string,
  emptyCells: readonly string[],
): readonly Cells[] {
  const rows = [...previous.values()].filter((row) => row.at(-1) === emptyCells.at(-1));
  return rows.length > 0 ? rows : [[name, 'not yet', ...emptyCells]];
}

function goalRowOf(measurement: Measurement, command: string): Cells {
  const { what, ours, baseline, theirs, ratio, limit } = measurement;
  const [goal, met] = Number.isFinite(limit) ? [limit.toFixed(2), ratio <= limit ? 'yes' : 'no'] : ['–', '–'];
  return [what, ours, baseline, theirs, ratio.toFixed(3), goal, met, command];
}

function rowOf({ what, baseline, ours, theirs, ratio, limit }: Measurement, command: string): Cells {
  return [what, ours, baseline, theirs, ratio.toFixed(2), String(limit), command];
}
