import { SERIES } from './series.ts';

/** The style of a report, on a screen and on paper. */
export const PAGE_STYLE = `
:root { color-scheme: light; }
body { font: 15px/1.5 system-ui, sans-serif; color: #1a1a1a; max-width: 760px; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.6rem; margin-bottom: 0; }
h2 { font-size: 1.1rem; margin: 2rem 0 0.4rem; }
.subtitle { color: #595959; margin-top: 0.2rem; }
.figures { display: flex; flex-wrap: wrap; gap: 0.8rem; margin: 1.5rem 0; }
.figure { flex: 1 1 120px; border: 1px solid #d0d0d0; border-radius: 6px; padding: 0.6rem 0.8rem; }
.figure strong { display: block; font-size: 1.5rem; }
.figure span { color: #595959; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: 0.25rem 0.5rem; border-bottom: 1px solid #e0e0e0; }
th { font-weight: 600; }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
.chart { width: 100%; height: auto; font-size: 12px; fill: #404040; }
.chart line { stroke: #e0e0e0; }
.chart .count, .chart .rule { text-anchor: end; }
.chart .day { text-anchor: middle; }
.legend { display: flex; flex-wrap: wrap; gap: 1rem; list-style: none; padding: 0; margin: 0.3rem 0; }
.legend i { display: inline-block; width: 0.8em; height: 0.8em; margin-right: 0.4em; border-radius: 2px; }
footer { margin-top: 2.5rem; color: #595959; font-size: 0.85rem; }
${SERIES.map(({ key, colour }) => `.chart .${key} { fill: ${colour}; } .legend .${key} { background: ${colour}; }`).join('\n')}
@page { size: A4; margin: 18mm; }
@media print {
  body { max-width: none; margin: 0; padding: 0; font-size: 11pt; }
  section, .figure, tr, svg { break-inside: avoid; }
  h2 { break-after: avoid; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`;
