import type { Tally } from '@spotler-connector/ledger';
import { scaleBand, scaleLinear } from 'd3-scale';
import { escapeHtml } from './escape-html.ts';

const WIDTH = 720;
const ROW = 26;
const LEFT = 170;
const RIGHT = 60;

/** A chart of erasures by rule, the most frequent first: an inline SVG. */
export function rulesChart(erasures: readonly Tally[]): string {
  const counts = new Map<string, number>();
  for (const { rule, count } of erasures) counts.set(rule, (counts.get(rule) ?? 0) + count);
  const rules = [...counts].sort(([, one], [, other]) => other - one);
  const height = rules.length * ROW;
  const x = scaleLinear([0, Math.max(1, ...counts.values())], [0, WIDTH - LEFT - RIGHT]);
  const y = scaleBand(
    rules.map(([rule]) => rule),
    [0, height],
  ).padding(0.25);
  const bars = rules.map(([rule, count]) => {
    const [top, length] = [y(rule) ?? 0, Math.round(x(count))];
    const middle = Math.round(top + y.bandwidth() / 2 + 4);
    return `<text class="rule" x="${LEFT - 8}" y="${middle}">${escapeHtml(rule)}</text><rect class="anonymized" x="${LEFT}" y="${Math.round(top)}" width="${length}" height="${Math.round(y.bandwidth())}"/><text class="value" x="${LEFT + length + 6}" y="${middle}">${count}</text>`;
  });
  return `<svg class="chart" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="Erasures by rule">${bars.join('')}</svg>`;
}
