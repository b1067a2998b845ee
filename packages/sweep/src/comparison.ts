import { TABLES } from '@spotler-connector/anonymization-policy';
import { addContact, addRecord, hasFirstContact } from './add-entries.ts';
import { type ComparisonOptions, type ComparisonParts, rowWidth } from './comparison-parts.ts';
import { contactKey, guidOf, recordKey } from './contact-key.ts';
import { CONTACT_HEAD, type Entries, RECORD_HEAD } from './entries.ts';
import type { Finding, FindingKind } from './finding.ts';
import { createHashSet } from './hash-set.ts';
import { findingsOf } from './row-findings.ts';
import { createRowTable } from './row-table.ts';
import type { Cursor, Side } from './stored-page.ts';
import { createSuperseded } from './superseded.ts';

/**
 * Kinds that a sweep of changes does not look for: it takes everybody's address, or an id that is not kept.
 */
const NEEDS_ALL: readonly FindingKind[] = ['foreign-id', 'held-twice'];

/** Both sides, as far as they were read. */
export interface Comparison {
  /** Adds records. All of them come before the first contact. */
  addRecords(entries: Entries): void;
  /** Adds contacts; one that comes again, since pages overlap, counts once. */
  addContacts(entries: Entries): void;
  /** Forgets what older sweeps know of the records or contacts that a page says are gone. */
  drop(page: Cursor): void;
  /** From now on adds what the sweep before knew of a side: it counts where none after it knows better. */
  goBack(side: Side): void;
  /** Whether the first contact of these was added already. */
  hasFirstOf(entries: Entries): boolean;
  /** How many there are of both. */
  counts(): { readonly records: number; readonly contacts: number };
  /** The contact's key at a finding's place, in the form of a GUID. */
  keyAt(place: number): string;
  /** Everything that does not agree, in an order that depends on nothing but what was added. */
  findings(): Generator<Finding>;
}

/**
 * Compares both sides in bounded memory: some 60 bytes a record, in one pass over each. Nothing is
 * sorted, since the two sides have no order in common, and nothing is written to files of its own, since a
 * million records fit into 80 MB: it runs in the smallest container.
 */
export function createComparison(options: ComparisonOptions): Comparison {
  const { properties, before } = options;
  const parts: ComparisonParts = {
    ...options,
    rows: createRowTable(rowWidth(options)),
    addresses: createHashSet(),
    texts: new Map(),
    counted: { records: 0, contacts: 0 },
    newer: { records: createSuperseded(before), contacts: createSuperseded(before) },
  };
  return {
    addRecords({ words }) {
      const width = RECORD_HEAD + properties.length;
      for (let start = 0; start < words.length; start += width) addRecord(parts, words, start);
    },
    addContacts(entries) {
      const count = entries.words.length / (CONTACT_HEAD + properties.length);
      for (let index = 0; index < count; index++) addContact(parts, entries, index);
    },
    drop(page) {
      const table = page.side === 'records' ? TABLES.indexOf(page.table) : 0;
      for (const guid of page.gone) parts.newer[page.side].drop(recordKey(table, contactKey(guid)));
    },
    goBack: (side) => parts.newer[side].goBack(),
    hasFirstOf: (entries) => hasFirstContact(parts, entries),
    counts: () => ({ ...parts.counted }),
    keyAt: (place) => guidOf(parts.rows.keyOf(place)),
    *findings() {
      for (let row = 0; row < parts.rows.size; row++) {
        for (const finding of findingsOf(parts, row)) {
          if (before === 0 || !NEEDS_ALL.includes(finding.kind)) yield finding;
        }
      }
    },
  };
}
