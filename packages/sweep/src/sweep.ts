import { TABLES, type Table } from '@spotler-connector/anonymization-policy';
import { createComparison } from './comparison.ts';
import { type ConfirmedFindings, confirmFindings } from './confirm-findings.ts';
import { createDecisions } from './decisions.ts';
import type { Finding } from './finding.ts';
import { NO_JOURNAL, type PageJournal } from './page-journal.ts';
import type { CallOptions, SweepSource, SweepTarget } from './ports.ts';
import { readBothSides } from './read-both-sides.ts';
import type { ReadingSummary, SweepBase } from './reading.ts';
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
  /** Whether the journal keeps ids that may be anything, such as an address. Default false. */
  readonly keepForeignIds?: boolean | undefined;
  /**
   * The sweeps before this one: then only what changed since is read, and neither `foreign-id` nor
   * `held-twice` is looked for. Their salt must be the same. Default: everything is read.
   */
  readonly base?: SweepBase | undefined;
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
export interface Compared extends ReadingSummary, SideCounts, ConfirmedFindings {
  /**
   * Ends the journal, once findings were listed: whoever goes on from here knows which contacts are gone.
   */
  close(): Promise<void>;
}

/**
 * Reads both sides and compares them. Changes nothing. Rejects when one side can't be read to its end.
 *
 * @throws {StartOverError} when a sweep of changes has to read everything instead.
 */
export async function compareSides(options: SweepOptions): Promise<Compared> {
  const { source, target, properties, byRecordId, ownIds, table, salt, base, signal, onPage } = options;
  const decisions = createDecisions();
  const comparison = createComparison({
    properties,
    byRecordId,
    ownIds,
    before: base?.history.length ?? 0,
    ...decisions,
  });
  const { journal = NO_JOURNAL, keepForeignIds = false } = options;
  const summary = await readBothSides({
    source,
    target,
    comparison,
    tables: table === undefined ? TABLES : [table],
    decisions,
    entryOptions: { properties, hash: valueHasher(salt), numberOf: decisions.numberOf },
    journal,
    keepForeignIds,
    base,
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
  const { list, unconfirmed, gone } = confirmFindings(findings, { source, target: base && target, signal });
  return {
    ...summary,
    ...comparison.counts(),
    list,
    unconfirmed,
    close: () => journal.close(gone().map(comparison.keyAt)),
  };
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
