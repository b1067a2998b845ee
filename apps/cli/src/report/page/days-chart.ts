import type { DayTally, MonthReport } from '@spotler-connector/ledger';
import { scaleBand, scaleLinear } from 'd3-scale';
import { stack } from 'd3-shape';
import { SERIES, type Series } from './series.ts';

const WIDTH = 720;
const HEIGHT = 220;
const MARGIN = { top: 10, right: 4, bottom: 22, left: 44 };
const MAX_TICKS = 5;
const LABEL_EVERY = 5;

/** A chart of what was done day by day: an inline SVG, with a text for those who do not see it. */
export function daysChart({ month, days }: Pick<MonthReport, 'month' | 'days'>): string {
  const all = daysOf(month).map((day) => days.find((each) => each.day === day) ?? emptyDay(day));
  const highest = Math.max(1, ...all.map(sumOf));
  const x = scaleBand(
    all.map(({ day }) => day),
    [MARGIN.left, WIDTH - MARGIN.right],
  ).padding(0.2);
  const y = scaleLinear([0, highest], [HEIGHT - MARGIN.bottom, MARGIN.top]).nice(MAX_TICKS);
  const layers = stack<unknown, DayTally, Series['key']>()
    .keys(SERIES.map(({ key }) => key))
    .value((day, key) => day[key])(all);
  const bars = layers.flatMap((layer) =>
    layer.map(([from, to], index) => {
      const day = all[index]?.day ?? '';
      if (to === from) return '';
      const height = y(from) - y(to);
      return `<rect class="${layer.key}" x="${round(x(day) ?? 0)}" y="${round(y(to))}" width="${round(x.bandwidth())}" height="${round(height)}"><title>${day}: ${to - from}</title></rect>`;
    }),
  );
  const ticks = y.ticks(MAX_TICKS).filter(Number.isInteger);
  const lines = ticks.map((tick) => {
    const at = round(y(tick));
    return `<line x1="${MARGIN.left}" x2="${WIDTH - MARGIN.right}" y1="${at}" y2="${at}"/><text class="count" x="${MARGIN.left - 6}" y="${at + 4}">${tick}</text>`;
  });
  const labels = all
    .filter((_, index) => index === 0 || (index + 1) % LABEL_EVERY === 0)
    .map(
      ({ day }) =>
        `<text class="day" x="${round((x(day) ?? 0) + x.bandwidth() / 2)}" y="${HEIGHT - 6}">${Number(day.slice(-2))}</text>`,
    );
  const label = `Erasures and opt-outs by day of ${month}, at most ${highest} on one day`;
  return `<svg class="chart" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${label}">${lines.join('')}${bars.join('')}${labels.join('')}</svg>`;
}

/** Every day of a month, so that a day without evidence is seen as one. */
function daysOf(month: string): string[] {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const count = new Date(Date.UTC(year, number, 0)).getUTCDate();
  return Array.from({ length: count }, (_, index) => `${month}-${String(index + 1).padStart(2, '0')}`);
}

function emptyDay(day: string): DayTally {
  return { day, anonymized: 0, alreadyAnonymized: 0, notErased: 0, optedOut: 0 };
}

function sumOf({ anonymized, alreadyAnonymized, notErased, optedOut }: DayTally): number {
  return anonymized + alreadyAnonymized + notErased + optedOut;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
