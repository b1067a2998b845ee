import { type Cells, tableRows } from '@spotler-connector/measured-tables';
import { scaleBand, scaleLog } from 'd3-scale';

const WIDTH = 900;
const ROW = 24;
const LEFT = 470;
const RIGHT = 60;
const TOP = 8;
const FONT = 'font-family="system-ui, sans-serif" font-size="12"';
const COLOUR = { met: '#2f7d5b', missed: '#b3541e', text: '#57606a' };

interface Bar {
  readonly what: string;
  readonly ratio: number;
  readonly goal: number;
}

/**
 * Draws the table of docs/performance.md: a bar for each cost that has a goal, on a logarithmic scale, and a
 * stroke where the goal is. Pure.
 */
export function performanceChart(page: string): string {
  const bars = [...tableRows(page).values()].flatMap(barOf);
  const height = TOP + bars.length * ROW + TOP;
  const ratios = bars.flatMap(({ ratio, goal }) => [ratio, goal]);
  const x = scaleLog([Math.min(0.01, ...ratios), Math.max(2, ...ratios)], [LEFT, WIDTH - RIGHT]);
  const y = scaleBand(
    bars.map(({ what }) => what),
    [TOP, height - TOP],
  ).padding(0.3);
  const drawn = bars.map(({ what, ratio, goal }) => {
    const [top, end, tick] = [Math.round(y(what) ?? 0), Math.round(x(ratio)), Math.round(x(goal))];
    const thickness = Math.round(y.bandwidth());
    const middle = top + thickness / 2 + 4;
    return [
      `<text ${FONT} fill="${COLOUR.text}" text-anchor="end" x="${LEFT - 8}" y="${middle}">${textOf(what)}</text>`,
      `<rect fill="${ratio <= goal ? COLOUR.met : COLOUR.missed}" x="${LEFT}" y="${top}" width="${Math.max(1, end - LEFT)}" height="${thickness}"/>`,
      `<line stroke="${COLOUR.text}" stroke-width="2" x1="${tick}" x2="${tick}" y1="${top - 3}" y2="${top + thickness + 3}"/>`,
      `<text ${FONT} fill="${COLOUR.text}" x="${Math.max(end, tick) + 6}" y="${middle}">${ratio}</text>`,
    ].join('');
  });
  const label = 'Costs of the worker beside their baselines; a stroke is the goal';
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${label}">\n${drawn.join('\n')}\n</svg>\n`;
}

function barOf([what = '', , , , ratio = '', goal = '']: Cells): readonly Bar[] {
  const bar = { what, ratio: Number(ratio), goal: Number(goal) };
  return bar.ratio > 0 && bar.goal > 0 ? [bar] : [];
}

function textOf(words: string): string {
  return words.replaceAll('`', '').replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
