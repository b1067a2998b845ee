import type { Palette, Terminal } from '../../terminal/terminal.ts';
import { createDeadLetterGroups, type Grouping } from '../selection/group-dead-letters.ts';
import { groupLines } from '../selection/group-lines.ts';
import type { ReplayPlan } from './plan.ts';

const BY: readonly Grouping[] = ['reason', 'table', 'message', 'replays'];
const MAX_SHOWN = 5;

/** The plan as people read it. `now` in milliseconds since 1970. Pure. */
export function planLines(
  plan: ReplayPlan,
  pending: ReadonlySet<string>,
  terminal: Pick<Terminal, 'palette' | 'width'>,
  now: number,
): string[] {
  const { header, deadLetters } = plan;
  const groups = groupsOf(plan, pending);
  const already = deadLetters.length - pending.size;
  const where = `${header.queue} in ${header.namespace}`;
  return [
    `Plan for ${where}: replay ${pending.size} dead letters${already === 0 ? '' : `; ${already} are done already`}`,
    ...(pending.size === 0 ? [] : groupLines(groups.list(), BY, terminal, now)),
    ...parkedLines(plan, terminal.palette),
  ];
}

/** The same for scripts. Pure. */
export function planSummary(plan: ReplayPlan, pending: ReadonlySet<string>) {
  const groups = groupsOf(plan, pending).list();
  return {
    namespace: plan.header.namespace,
    queue: plan.header.queue,
    toReplay: pending.size,
    parked: plan.parked,
    groups: groups.map(({ key, count }) => ({ ...key, count })),
  };
}

function groupsOf({ deadLetters }: ReplayPlan, pending: ReadonlySet<string>) {
  const groups = createDeadLetterGroups(BY);
  for (const deadLetter of deadLetters) {
    if (pending.has(deadLetter.sequenceNumber)) groups.add({ ...deadLetter, records: [] });
  }
  return groups;
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
