import type { Table } from '@spotler-connector/anonymization-policy';
import type { StoredBase } from '@spotler-connector/sweep';

/** A weekly full sweep comes a little earlier than a week later. */
const MAX_FULL_AGE_MS = 6.5 * 86_400_000;
/** Each sweep before is read from the store again. */
const MAX_SWEEPS = 60;

/** Everything that decides whether a sweep reads everything. */
export interface Situation {
  readonly full: boolean;
  readonly orphans: boolean;
  readonly table?: Table | undefined;
  /** Says which systems and settings it is about. */
  readonly fingerprint: string;
  /** In epoch milliseconds. */
  readonly now: number;
}

/** Why a sweep reads everything, in words; undefined when what changed is enough. Pure. */
export function fullBecause(base: StoredBase | undefined, situation: Situation): string | undefined {
  const { full, orphans, table, fingerprint, now } = situation;
  if (full) return '--full says so';
  if (orphans) return '--orphans needs every id';
  if (table !== undefined) return '--table looks at one table only';
  if (base === undefined) return 'no sweep before has left anything to go on from';
  if (base.fingerprint !== fingerprint) {
    return 'systems, settings, mapping, policy or registration are others than before';
  }
  if (base.lastAt > now) return 'the last sweep is later than this machine says it is now';
  if (now - base.fullAt >= MAX_FULL_AGE_MS) return 'that is due each week';
  return base.runs.length >= MAX_SWEEPS ? 'there were many sweeps since the last one that did' : undefined;
}
