import type { Counts, MonthReport, Tally } from '@spotler-connector/ledger';
import { type Row, tableLines } from '../terminal/table.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { durationText } from '../time/duration-text.ts';
import { notDone } from './not-done.ts';

/** The report as people read it on a terminal. */
export function reportLines(
  report: MonthReport,
  { palette: { bold }, width }: Pick<Terminal, 'palette' | 'width'>,
): string[] {
  const { month, entries, erasures, optOuts, brake, jobs, mends, sweeps, events } = report;
  if (entries === 0) return [`There is no evidence of ${month}.`];
  function section(title: string, rows: readonly Row[]): string[] {
    return rows.length === 0 ? [] : ['', bold(title), ...tableLines(rows, { width })];
  }
  return [
    bold(`${month}: ${entries} entries of evidence`),
    ...section('Erasures', erasures.map(tallyRow)),
    ...section('Opt-outs', optOuts.map(tallyRow)),
    ...section(
      'Not done',
      notDone(report).map(({ what, count }) => [right(count), what]),
    ),
    ...section('From the change to the proof', waitRows(report)),
    ...section('Changes that led to it', countRows(events)),
    ...section(
      'The brake',
      countRows(Object.fromEntries(Object.entries(brake).filter(([, count]) => count > 0))),
    ),
    ...section('Spotler Jobs', countRows(jobs)),
    ...section('Mended later', countRows(mends)),
    ...section('Sweeps', sweeps.count === 0 ? [] : sweepRows(sweeps)),
  ];
}

function tallyRow({ count, table, rule, result }: Tally): Row {
  return [right(count), table, rule, result];
}

function countRows(counts: Counts): Row[] {
  return Object.entries(counts).map(([name, count]) => [right(count), name]);
}

function waitRows({ waits: { measured, medianMs, maxMs } }: MonthReport): Row[] {
  if (medianMs === null || maxMs === null) return [];
  return [
    ['median', durationText(medianMs)],
    ['longest', durationText(maxMs)],
    ['measured', String(measured)],
  ];
}

function sweepRows({ count, compared, mended, found }: MonthReport['sweeps']): Row[] {
  return [
    [right(count), 'sweeps'],
    [right(compared), 'compared'],
    ...countRows(found),
    [right(mended), 'mended'],
  ];
}

function right(count: number): { readonly text: string; readonly right: true } {
  return { text: String(count), right: true };
}
