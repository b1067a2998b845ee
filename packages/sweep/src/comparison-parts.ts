import { type Decision, TABLES } from '@spotler-connector/anonymization-policy';
import type { ContactKey } from './contact-key.ts';
import type { HashSet } from './hash-set.ts';
import type { RowTable } from './row-table.ts';
import type { Side } from './stored-page.ts';
import type { Superseded } from './superseded.ts';

/** How two sides are compared. */
export interface ComparisonOptions {
  /** The Spotler properties of the mapping, in the order in which entries have them. */
  readonly properties: readonly string[];
  /** The decision of a number. */
  readonly decisionOf: (number: number) => Decision;
  /** The number of a decision. */
  readonly numberOf: (decision: Decision) => number;
  /** Whether each record goes by its own id in Spotler, and by no other. */
  readonly ownIds: boolean;
  /**
   * Whether a record can go by its own id in Spotler: then a contact under a GUID may be a record's that was.
   */
  readonly byRecordId: boolean;
  /** How many sweeps before this one are added after it: 0 for one that reads everything. */
  readonly before: number;
}

/** Everything that is known of both sides. */
export interface ComparisonParts extends ComparisonOptions {
  readonly rows: RowTable;
  /** Addresses of contacts. */
  readonly addresses: HashSet;
  /** Ids that no record has, and that are no GUIDs, by row. */
  readonly texts: Map<number, string>;
  readonly counted: { records: number; contacts: number };
  /** Knowledge of newer sweeps. */
  readonly newer: Readonly<Record<Side, Superseded>>;
}

/** In place of a table: no record has the contact. */
export const STRAY = TABLES.length;

/** In place of a stray row's decision: the contact's id is no GUID, and may not be known any more. */
export const NO_GUID = 1;

/** Knowledge of a row's contact: it was seen, it has a permission, something is held twice. */
export const STATE = { seen: 1, permitted: 2, twice: 4 } as const;

/** A row's facts, in one word of 32 bits. */
export interface RowFacts {
  /** Number of the table, or {@link STRAY}. */
  readonly table: number;
  /** {@link STATE} */
  readonly state: number;
  /** Number of the decision, below 2048. */
  readonly decision: number;
  /** Half a hash of Spotler's own id. */
  readonly ownId: number;
}

const FACTS_WORD = 4;
const DIFFERING_WORD = 5;
const RECORD_ID_WORD = 6;
const KEY_WORDS = 4;

/** Words of a row: key, facts, differing properties, the record's id if it has another one, hashes. */
export function rowWidth({ properties, ownIds }: Pick<ComparisonOptions, 'properties' | 'ownIds'>): number {
  return firstHashWord(ownIds) + Math.ceil(properties.length / 2);
}

function firstHashWord(ownIds: boolean): number {
  return ownIds ? RECORD_ID_WORD : RECORD_ID_WORD + KEY_WORDS;
}

export function factsOf({ rows }: Pick<ComparisonParts, 'rows'>, row: number): RowFacts {
  const word = rows.get(row, FACTS_WORD);
  return { table: word & 3, state: (word >>> 2) & 7, decision: (word >>> 5) & 0x7ff, ownId: word >>> 16 };
}

/** Changes some facts of a row. */
export function setFacts(
  parts: Pick<ComparisonParts, 'rows'>,
  row: number,
  changes: Partial<RowFacts>,
): void {
  const { table, state, decision, ownId } = { ...factsOf(parts, row), ...changes };
  parts.rows.set(row, FACTS_WORD, (table | (state << 2) | (decision << 5) | (ownId << 16)) >>> 0);
}

export function recordIdOf({ rows, ownIds }: ComparisonParts, row: number): ContactKey {
  const first = ownIds ? 0 : RECORD_ID_WORD;
  return [rows.get(row, first), rows.get(row, first + 1), rows.get(row, first + 2), rows.get(row, first + 3)];
}

export function setRecordId({ rows, ownIds }: ComparisonParts, row: number, id: ContactKey): void {
  if (ownIds) return;
  for (const [word, value] of id.entries()) rows.set(row, RECORD_ID_WORD + word, value);
}

/**
 * Half a hash: one difference in 65 000 goes unseen, until the next sweep, whose salt is another one. 0 stays
 * 0, which is no hash.
 */
export function halfOf(hash: number): number {
  return hash === 0 ? 0 : (hash >>> 16) ^ (hash & 0xffff) || 1;
}

export function hashOf({ rows, ownIds }: ComparisonParts, row: number, property: number): number {
  const word = rows.get(row, firstHashWord(ownIds) + (property >> 1));
  return (property & 1) === 0 ? word & 0xffff : word >>> 16;
}

export function setHash(
  { rows, ownIds }: ComparisonParts,
  row: number,
  property: number,
  hash: number,
): void {
  const at = firstHashWord(ownIds) + (property >> 1);
  const word = rows.get(row, at);
  const changed = (property & 1) === 0 ? (word & 0xffff0000) | hash : (word & 0xffff) | (hash << 16);
  rows.set(row, at, changed >>> 0);
}

export function differingOf({ rows }: Pick<ComparisonParts, 'rows'>, row: number): number {
  return rows.get(row, DIFFERING_WORD);
}

export function setDiffering({ rows }: Pick<ComparisonParts, 'rows'>, row: number, mask: number): void {
  rows.set(row, DIFFERING_WORD, mask);
}

/** The last bit stands for all properties that have none of their own. */
const LAST_BIT = 31;

/** The bit of a property in the mask of those that differ. */
export function bitOf(property: number): number {
  return 1 << Math.min(property, LAST_BIT);
}
