import type { Tally } from '@spotler-connector/ledger';
import { escapeHtml } from './escape-html.ts';

/** A part of a page under a heading; nothing when there is nothing in it. */
export function section(title: string, content: string): string {
  return content === '' ? '' : `<section><h2>${escapeHtml(title)}</h2>${content}</section>\n`;
}

/** Tallies as a table. */
export function talliesTable(tallies: readonly Tally[]): string {
  if (tallies.length === 0) return '';
  const rows = tallies.map(
    ({ table, rule, result, count }) =>
      `<tr><td>${escapeHtml(table)}</td><td>${escapeHtml(rule)}</td><td>${escapeHtml(result)}</td><td class="number">${count}</td></tr>`,
  );
  return `<table><thead><tr><th>table</th><th>rule</th><th>result</th><th class="number">count</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

/** Names, each with a number or a text, as a table. */
export function countsTable(counts: Readonly<Record<string, number | string>>): string {
  const rows = Object.entries(counts).map(
    ([name, count]) =>
      `<tr><td>${escapeHtml(name)}</td><td class="number">${escapeHtml(String(count))}</td></tr>`,
  );
  return rows.length === 0 ? '' : `<table><tbody>${rows.join('')}</tbody></table>`;
}
