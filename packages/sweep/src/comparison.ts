import { addContact, addRecord, hasContact } from './add-entries.ts';
import { type ComparisonOptions, type ComparisonParts, rowWidth } from './comparison-parts.ts';
import { CONTACT_HEAD, type Entries, RECORD_HEAD } from './entries.ts';
import type { Finding } from './finding.ts';
import { createHashSet } from './hash-set.ts';
import { findingsOf } from './row-findings.ts';
import { createRowTable } from './row-table.ts';

/** Both sides, as far as they were read. */
export interface Comparison {
  /** Adds records. All of them come before the first contact. */
  addRecords(entries: Entries): void;
  /** Adds contacts; one that comes again, since pages overlap, counts once. */
  addContacts(entries: Entries): void;
  /** Whether the first contact of these was added already. */
  hasFirstOf(entries: Entries): boolean;
  /** How many there are of both. */
  counts(): { readonly records: number; readonly contacts: number };
  /** Everything that does not agree, in an order that depends on nothing but what was added. */
  findings(): Generator<Finding>;
}

/**
 * Compares both sides in bounded memory: some 60 bytes a record, in one pass over each. Nothing is
 * sorted, since the two sides have no order in common, and nothing is written to files of its own, since a
 * million records fit into 80 MB: it runs in the smallest container.
 */
export function createComparison(options: ComparisonOptions): Comparison {
  const { properties } = options;
  const parts: ComparisonParts = {
    ...options,
    rows: createRowTable(rowWidth(options)),
    addresses: createHashSet(),
    texts: new Map(),
    counted: { records: 0, contacts: 0 },
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
    hasFirstOf: (entries) => hasContact(parts, entries, 0),
    counts: () => ({ ...parts.counted }),
    *findings() {
      for (let row = 0; row < parts.rows.size; row++) yield* findingsOf(parts, row);
    },
  };
}
