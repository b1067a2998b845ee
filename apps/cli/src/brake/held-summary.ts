import type { HeldContact } from '@spotler-connector/brake';

/** The contacts that are held, as an operator wants to see them. */
export interface HeldSummary {
  readonly count: number;
  /** How many by rule and table, the most first. */
  readonly groups: readonly HeldGroup[];
  /** When the first and the last of them was held, in milliseconds since the epoch. */
  readonly first?: number | undefined;
  readonly last?: number | undefined;
  /** Records of some of them. */
  readonly sample: readonly string[];
}

/** Contacts that are held by one rule, of one table. */
export interface HeldGroup {
  readonly rule: string;
  readonly table: string;
  readonly count: number;
}

const MAX_SAMPLE = 5;

/** Reads the notes and sums up those that are held. Keeps no more than what it says. */
export async function summarizeHeld(contacts: AsyncIterable<HeldContact>): Promise<HeldSummary> {
  const counts = new Map<string, HeldGroup>();
  const sample: string[] = [];
  let count = 0;
  let first: number | undefined;
  let last: number | undefined;
  for await (const { state, rule, table, id, since } of contacts) {
    if (state !== 'held') continue;
    count += 1;
    first = Math.min(first ?? since, since);
    last = Math.max(last ?? since, since);
    if (sample.length < MAX_SAMPLE) sample.push(`${table} ${id}`);
    const key = `${rule} ${table}`;
    counts.set(key, { rule, table, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  const groups = [...counts.values()].sort((one, other) => other.count - one.count);
  return { count, groups, first, last, sample };
}
