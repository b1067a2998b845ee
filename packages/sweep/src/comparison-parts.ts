import { type Decision, TABLES } from '@spotler-connector/anonymization-policy';
import type { ContactKey } from './contact-key.ts';
import type { HashSet } from './hash-set.ts';
import type { RowTable } from './row-table.ts';

/** How two sides are compared. */
export interface ComparisonOptions {
  /** The Spotler properties of the mapping, in the order in which entries have them. */
  readonly properties: readonly string[];
  /** The decision of a number. */
  readonly decisionOf: (number: number) => Decision;
  /** The number of a decision. */
  readonly numberOf: (decision: Decision) => number;
  /** Whether a record can go by its own id in Spotler: then a contact under a GUID may be a record's that was. */
  readonly byRecordId: boolean;
}

/** Everything that is known of both sides. */
export interface ComparisonParts extends ComparisonOptions {
  readonly rows: RowTable;
  /** Addresses of contacts. */
  readonly addresses: HashSet;
  /** Ids that no record has, and that are no GUIDs, by row. */
  readonly texts: Map<number, string>;
  readonly counted: { records: number; contacts: number };
}

/** Words of a row, after the four of the key. */
export const WORD = {
  recordId: 4,
  table: 8,
  decision: 9,
  state: 10,
  ownId: 11,
  differing: 12,
  properties: 13,
} as const;

/** In place of a table: no record has the contact. */
export const STRAY = TABLES.length;

/** What is known of a row's contact: it was seen, it has a permission, something is held twice. */
export const STATE = { seen: 1, permitted: 2, twice: 4 } as const;

/** The last bit stands for all properties that have none of their own. */
const LAST_BIT = 31;

/** The bit of a property in the mask of those that differ. */
export function bitOf(property: number): number {
  return 1 << Math.min(property, LAST_BIT);
}

/** Four words of a row. */
export function fourWords({ rows }: Pick<ComparisonParts, 'rows'>, row: number, first: number): ContactKey {
  return [rows.get(row, first), rows.get(row, first + 1), rows.get(row, first + 2), rows.get(row, first + 3)];
}
