import type { DeadLetter } from '../message/dead-letter.ts';

/** Properties that dead letters can be grouped by. */
export const GROUPINGS = ['reason', 'table', 'message', 'replays'] as const;

/** One of {@link GROUPINGS}. */
export type Grouping = (typeof GROUPINGS)[number];

/** Dead letters that have something in common. */
export interface DeadLetterGroup {
  /** Properties that they have in common. */
  readonly key: Readonly<Partial<Record<Grouping, string>>>;
  readonly count: number;
  /** When the oldest was enqueued, in milliseconds since 1970. */
  readonly oldest?: number | undefined;
  /** When the newest was enqueued, in milliseconds since 1970. */
  readonly newest?: number | undefined;
}

/** Groups dead letters one at a time. */
export interface DeadLetterGroups {
  add(deadLetter: DeadLetter): void;
  /** How many were added. */
  readonly count: number;
  /** The groups, largest first. */
  list(): DeadLetterGroup[];
}

/** However many kinds there are, memory stays bounded; the rest is counted as one group. */
const MAX_GROUPS = 1_000;

/** Builds {@link DeadLetterGroups}. Keeps groups, never dead letters. */
export function createDeadLetterGroups(by: readonly Grouping[]): DeadLetterGroups {
  const groups = new Map<string, DeadLetterGroup>();
  let count = 0;

  /** Where a dead letter is counted, and under which key. */
  function slotOf(deadLetter: DeadLetter): { readonly id: string; readonly key: DeadLetterGroup['key'] } {
    const values = by.map((name) => [name, String(deadLetter[name])] as const);
    const id = JSON.stringify(values);
    if (groups.has(id) || groups.size < MAX_GROUPS) return { id, key: Object.fromEntries(values) };
    return { id: '', key: Object.fromEntries(by.map((name) => [name, 'other'])) };
  }

  return {
    add(deadLetter) {
      count += 1;
      const { id, key } = slotOf(deadLetter);
      const group = groups.get(id) ?? { key, count: 0 };
      const { enqueuedAt } = deadLetter;
      groups.set(id, {
        key: group.key,
        count: group.count + 1,
        oldest: enqueuedAt === undefined ? group.oldest : Math.min(group.oldest ?? enqueuedAt, enqueuedAt),
        newest: enqueuedAt === undefined ? group.newest : Math.max(group.newest ?? enqueuedAt, enqueuedAt),
      });
    },
    get count() {
      return count;
    },
    list: () => [...groups.values()].sort((a, b) => b.count - a.count),
  };
}
