import { TABLES, type Table } from '@spotler-connector/anonymization-policy';
import { createComparison } from './comparison.ts';
import { type ConfirmedFindings, confirmFindings } from './confirm-findings.ts';
import { createDecisions } from './decisions.ts';
import type { Finding } from './finding.ts';
import { NO_JOURNAL, type PageJournal } from './page-journal.ts';
import type { CallOptions, SweepSource, SweepTarget } from './ports.ts';
import { type ReadingSummary, readBothSides } from './read-both-sides.ts';
import { valueHasher } from './value-hash.ts';

/** Options of comparing both sides. */
export interface SweepOptions extends CallOptions {
  /** Where records are read. */
  readonly source: SweepSource;
  /** Where contacts are read. */
  readonly target: SweepTarget;
  /** The Spotler properties that the mapping fills, in any table. */
  readonly properties: readonly string[];
  /** Whether each record goes by its own id in Spotler, and by no other. */
  readonly ownIds: boolean;
  /**
   * Whether records go by their own ids in Spotler, at least where no other one is known: then a contact
   * under a GUID is one of a record that was.
   */
  readonly byRecordId: boolean;
  /** The one table to look at: then contacts that no record of it has are none of its business. */
  readonly table?: Table | undefined;
  /** Salt of all hashes; another number for each sweep. */
  readonly salt: number;
  /** Where pages are kept. Default: nowhere, so that a sweep that ends early begins anew. */
  readonly journal?: PageJournal | undefined;
  /** Orders that are pending since before this time, in epoch milliseconds, are a finding. */
  readonly ordersBefore: number;
  /** Called after each page. */
  readonly onPage?: ((counts: SideCounts) => void) | undefined;
}

/** How much there is on both sides. */
export interface SideCounts {
  /** How many records. */
  readonly records: number;
  /** How many contacts. */
  readonly contacts: number;
}

/** Both sides, compared. */
export interface Compared extends ReadingSummary, SideCounts, ConfirmedFindings {}

/** Reads both sides and compares them. Changes nothing. Rejects when one side can't be read to its end. */
export async function compareSides(options: SweepOptions): Promise<Compared> {
  const { source, target, properties, byRecordId, ownIds, table, salt, signal, onPage } = options;
  const decisions = createDecisions();
  const comparison = createComparison({ properties, byRecordId, ownIds, ...decisions });
  const summary = await readBothSides({
    source,
    target,
    comparison,
    tables: table === undefined ? TABLES : [table],
    decisions,
    entryOptions: { properties, hash: valueHasher(salt), numberOf: decisions.numberOf },
    journal: options.journal ?? NO_JOURNAL,
    onPage,
    signal,
  });
  const orders = await source.pendingOrders(options.ordersBefore, { signal });
  function* findings(): Generator<Finding> {
    for (const finding of comparison.findings()) {
      if (table === undefined || finding.decision !== undefined) yield finding;
    }
    yield* ordersAsFindings(orders);
  }
  return { ...summary, ...comparison.counts(), ...confirmFindings(findings, source, { signal }) };
}

/** Their places come after all others. */
function ordersAsFindings(orderIds: readonly string[]): Finding[] {
  return orderIds.map((orderId, index) => ({
    kind: 'pending-order',
    ref: undefined,
    contactId: undefined,
    decision: undefined,
    properties: [],
    orderId,
    place: 2 ** 40 + index,
  }));
}
