import type { DeadLetter } from './dead-letter.ts';

/** What dead letters can be grouped by. */
export const GROUPINGS = ['reason', 'table', 'message', 'replays'] as const;

/** One of {@link GROUPINGS}. */
export type Grouping = (typeof GROUPINGS)[number];

/** Dead letters that have something in common. */
export interface LetterGroup {
  /** What they have in common. */
  key: Readonly<Partial<Record<Grouping, string>>>;
  count: number;
  /** When the oldest was enqueued, in milliseconds since 1970. */
  oldest?: number;
  /** When the newest was enqueued, in milliseconds since 1970. */
  newest?: number;
}

/** Groups dead letters one at a time. */
export interface LetterGroups {
  add(letter: DeadLetter): void;
  /** How many were added. */
  readonly count: number;
  /** The groups, largest first. */
  list(): LetterGroup[];
}

/** However many kinds there are, memory stays bounded; the rest is counted as one group. */
const MOST_GROUPS = 1_000;

/** Builds {@link LetterGroups}. Keeps groups, never letters. */
export function createLetterGroups(by: readonly Grouping[]): LetterGroups {
  const groups = new Map<string, LetterGroup>();
  let count = 0;
  const groupOf = (letter: DeadLetter): LetterGroup => {
    const values = by.map((name) => [name, String(letter[name])] as const);
    const id = JSON.stringify(values);
    const existing = groups.get(id);
    if (existing !== undefined) return existing;
    const full = groups.size >= MOST_GROUPS;
    const rest = groups.get('');
    if (full && rest !== undefined) return rest;
    const key = Object.fromEntries(full ? by.map((name) => [name, 'other']) : values);
    const group: LetterGroup = { key, count: 0 };
    groups.set(full ? '' : id, group);
    return group;
  };
  return {
    add(letter) {
      count += 1;
      const group = groupOf(letter);
      group.count += 1;
      const { enqueuedAt } = letter;
      if (enqueuedAt === undefined) return;
      group.oldest = Math.min(group.oldest ?? enqueuedAt, enqueuedAt);
      group.newest = Math.max(group.newest ?? enqueuedAt, enqueuedAt);
    },
    get count() {
      return count;
    },
    list: () => [...groups.values()].sort((a, b) => b.count - a.count),
  };
}
