import type { MonthReport } from '@spotler-connector/ledger';
import { durationText } from '../../time/duration-text.ts';
import { notDone } from '../not-done.ts';
import { daysChart } from './days-chart.ts';
import { PAGE_STYLE } from './page-style.ts';
import { countsTable, section, talliesTable } from './page-tables.ts';
import { rulesChart } from './rules-chart.ts';
import { SERIES } from './series.ts';

/**
 * A month's report as one page that needs nothing else: no script, no font and no image from anywhere. The
 * same evidence gives the same page, so it does not say when it was made.
 */
export function reportPage(report: MonthReport): string {
  const { month, entries, erasures, optOuts, events, jobs, mends, sweeps, generations, brake } = report;
  const undone = Object.fromEntries(notDone(report).map(({ what, count }) => [what, count]));
  const sections = [
    section('Day by day', report.days.length === 0 ? '' : `${daysChart(report)}${legend()}`),
    section('Erasures by rule', erasures.length === 0 ? '' : rulesChart(erasures)),
    section('Erasures', talliesTable(erasures)),
    section('Opt-outs', talliesTable(optOuts)),
    section('Not done, and why', countsTable(undone) || '<p>Nothing.</p>'),
    section('The brake', countsTable(withoutZeros(brake))),
    section('Changes that led to it', countsTable(events)),
    section('Spotler Jobs', countsTable(jobs)),
    section('Mended later', countsTable(mends)),
    section(
      'Sweeps',
      sweeps.count === 0
        ? ''
        : countsTable({
            sweeps: sweeps.count,
            compared: sweeps.compared,
            ...sweeps.found,
            mended: sweeps.mended,
          }),
    ),
    section(
      'Policy',
      countsTable(
        Object.fromEntries(
          generations.map(({ at, generation, policyVersion, settings }) => [
            `${at}: generation ${generation}, settings ${settings}`,
            `version ${policyVersion}`,
          ]),
        ),
      ),
    ),
  ];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Erasures and opt-outs, ${month}</title>
<style>${PAGE_STYLE}</style>
</head>
<body>
<main>
<h1>Erasures and opt-outs, ${month}</h1>
<p class="subtitle">Spotler Connector: ${entries} entries of evidence. Times are in UTC.</p>
${figures(report)}
${sections.join('')}</main>
<footer>
<p>This report counts evidence and names nobody. <code>spotler-connector evidence verify</code> shows that the evidence
is as it was written; <code>evidence show</code> tells of one record.</p>
</footer>
</body>
</html>`;
}

function figures({ erasures, optOuts, waits: { medianMs, maxMs }, brake }: MonthReport): string {
  const sum = (result: string) =>
    erasures.reduce((total, each) => total + (each.result === result ? each.count : 0), 0);
  const optedOut = optOuts.reduce((total, { count }) => total + count, 0);
  const shown: [string, string][] = [
    [String(sum('anonymized')), 'erased'],
    [String(sum('already-anonymized')), 'nothing to erase'],
    [String(optedOut), 'opted out'],
    [String(brake.held), 'held'],
    [medianMs === null ? '–' : durationText(medianMs), 'median wait'],
    [maxMs === null ? '–' : durationText(maxMs), 'longest wait'],
  ];
  const boxes = shown.map(
    ([value, label]) => `<div class="figure"><strong>${value}</strong><span>${label}</span></div>`,
  );
  return `<div class="figures">${boxes.join('')}</div>`;
}

function legend(): string {
  return `<ul class="legend">${SERIES.map(({ key, label }) => `<li><i class="${key}"></i>${label}</li>`).join('')}</ul>`;
}

function withoutZeros(counts: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
}
