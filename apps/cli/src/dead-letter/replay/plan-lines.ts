import type { Palette, Terminal } from '../../terminal/terminal.ts';
import { createLetterGroups, type Grouping } from '../letters/group-letters.ts';
import { groupLines } from '../letters/group-lines.ts';
import type { ReplayPlan } from './plan.ts';

const BY: readonly Grouping[] = ['reason', 'table', 'message', 'replays'];
const MOST_SHOWN = 5;

/** The plan as people read it. `now` in milliseconds since 1970. Pure. */
export function planLines(
  plan: ReplayPlan,
  pending: ReadonlySet<string>,
  terminal: Pick<Terminal, 'palette' | 'width'>,
  now: number,
): string[] {
  const { header, letters } = plan;
  const groups = groupsOf(plan, pending);
  const already = letters.length - pending.size;
  return [
    `Plan for ${header.queue}: replay ${pending.size} dead letters${already === 0 ? '' : `; ${already} are done already`}`,
    ...(pending.size === 0 ? [] : groupLines(groups.list(), BY, terminal, now)),
    ...parkedLines(plan, terminal.palette),
  ];
}

/** The same for scripts. Pure. */
export function planSummary(plan: ReplayPlan, pending: ReadonlySet<string>) {
  const groups = groupsOf(plan, pending).list();
  return {
    queue: plan.header.queue,
    toReplay: pending.size,
    parked: plan.parked,
    groups: groups.map(({ key, count }) => ({ ...key, count })),
  };
}

function groupsOf({ letters }: ReplayPlan, pending: ReadonlySet<string>) {
  const groups = createLetterGroups(BY);
  for (const letter of letters) {
    if (pending.has(letter.sequenceNumber)) groups.add({ ...letter, records: [] });
  }
  return groups;
}

function parkedLines({ parked }: ReplayPlan, { yellow }: Palette): string[] {
  if (parked.length === 0) return [];
  const more = parked.length > MOST_SHOWN ? ' …' : '';
  return [
    yellow(
      `Parked: ${parked.length} were replayed as often as --max-replays allows and stay where they are: ` +
        `${parked.slice(0, MOST_SHOWN).join(', ')}${more}. Look at them with dead-letter show.`,
    ),
  ];
}
