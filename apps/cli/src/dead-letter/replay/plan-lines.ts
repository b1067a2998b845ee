import type { Palette, Terminal } from '../../terminal/terminal.ts';
import type { Grouping } from '../selection/group-dead-letters.ts';
import { groupLines } from '../selection/group-lines.ts';
import type { ReplayPlan } from './plan.ts';

/** Groups of a plan. */
export const PLAN_GROUPINGS: readonly Grouping[] = ['reason', 'table', 'message', 'replays'];
const MAX_SHOWN = 5;

/** The plan as people read it. `now` in milliseconds since 1970. Pure. */
export function planLines(
  plan: ReplayPlan,
  terminal: Pick<Terminal, 'palette' | 'width'>,
  now: number,
): string[] {
  const { header, index, groups } = plan;
  const { size } = index.pending;
  const already = index.size - size;
  const where = `${header.queue} in ${header.namespace}`;
  return [
    `Plan for ${where}: replay ${size} dead letters${already === 0 ? '' : `; ${already} are done already`}`,
    ...(size === 0 ? [] : groupLines(groups.list(), PLAN_GROUPINGS, terminal, now)),
    ...parkedLines(plan, terminal.palette),
  ];
}

/** The same for scripts. Pure. */
export function planSummary({ header, index, groups, parked }: ReplayPlan) {
  return {
    namespace: header.namespace,
    queue: header.queue,
    toReplay: index.pending.size,
    parked,
    groups: groups.list().map(({ key, count }) => ({ ...key, count })),
  };
}

function parkedLines({ parked }: ReplayPlan, { yellow }: Palette): string[] {
  if (parked.length === 0) return [];
  const more = parked.length > MAX_SHOWN ? ' …' : '';
  return [
    yellow(
      `Parked: ${parked.length} were replayed as often as --max-replays allows and stay where they are: ` +
        `${parked.slice(0, MAX_SHOWN).join(', ')}${more}. Look at them with dead-letter show.`,
    ),
  ];
}
