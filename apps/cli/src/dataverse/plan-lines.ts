import { isDrift, type Plan, type PlanItem, type PlanState } from '@spotler-connector/dataverse';
import { tableLines } from '../terminal/table.ts';
import type { Palette, Terminal } from '../terminal/terminal.ts';

type Layout = Pick<Terminal, 'palette' | 'width'>;

/** Words for a state where things are about to be done, and where they are only looked at. */
const DOING: Record<PlanState, string> = {
  right: 'ok',
  create: 'create',
  update: 'update',
  remove: 'remove',
  stuck: 'by hand',
  foreign: 'leave',
  'not-offered': 'without',
};
const LOOKING: Record<PlanState, string> = {
  ...DOING,
  create: 'missing',
  update: 'differs',
  remove: 'needless',
  foreign: 'foreign',
};

/** Lines about the steps of a plan. Of those that change nothing only the ones with something to say. */
export function planLines(plan: Plan, layout: Layout): string[] {
  return lines(
    plan.filter(({ state, says }) => state !== 'right' || says.length > 0),
    DOING,
    layout,
  );
}

/** How everything is, a line each. */
export function statusLines(plan: Plan, layout: Layout): string[] {
  return lines(plan, LOOKING, layout);
}

/** A plan for scripts. */
export function planJson(plan: Plan): object[] {
  return plan.map(({ kind, name, state, says }) => ({ kind, name, state, says }));
}

function lines(
  items: readonly PlanItem[],
  words: Record<PlanState, string>,
  { palette, width }: Layout,
): string[] {
  return tableLines(
    items.map((item) => [
      { text: words[item.state], paint: paintOf(item, palette) },
      item.kind,
      item.says.length === 0 ? item.name : `${item.name} (${item.says.join('; ')})`,
    ]),
    { width },
  );
}

function paintOf(item: PlanItem, { green, yellow, dim }: Palette): (text: string) => string {
  if (isDrift(item)) return yellow;
  return item.state === 'right' ? green : dim;
}
