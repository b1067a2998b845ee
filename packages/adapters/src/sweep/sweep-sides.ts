import { type Decision, type RecordSnapshot, TABLES } from '@spotler-connector/anonymization-policy';
import type { Clock } from '@spotler-connector/clock';
import { createBulkReader } from '@spotler-connector/dataverse';
import type { SpotlerClient } from '@spotler-connector/spotler-sdk';
import type { SweepSource, SweepTarget } from '@spotler-connector/sweep';
import type { CheckedColumns } from '../checked-columns.ts';
import type { DataverseRecords } from '../connect-systems.ts';
import { arePresent } from './are-present.ts';
import { confirmAbsence } from './confirm-absence.ts';
import { recordReader } from './record-reader.ts';
import { listStandingOrders, type StandingOrders } from './standing-orders.ts';

/** Options of a sweep's sides. */
export interface SweepSidesOptions {
  /** Dataverse, as it is connected. */
  readonly dataverse: Pick<DataverseRecords, 'connection' | 'records' | 'mapping' | 'jobs'>;
  /** Knows whether the columns that are read can be relied on. */
  readonly columns: CheckedColumns;
  /** Spotler's client. */
  readonly spotler: { readonly contacts: Pick<SpotlerClient['contacts'], 'updatesPage' | 'verify'> };
  /** The policy with its settings applied. */
  readonly decide: (snapshot: RecordSnapshot) => Decision;
  /** The column that holds a contact's id; `undefined` when that is the record's. */
  readonly externalIdColumn: string | undefined;
  /** Stand-in for an empty column. */
  readonly externalIdFallback: 'record-id' | 'write-back' | 'none';
  /** Tells up to when contacts are listed. */
  readonly clock: Pick<Clock, 'now'>;
}

/** Both sides, as a sweep reads them. */
export interface SweepSides {
  /** Dataverse. */
  readonly source: SweepSource;
  /** Spotler. */
  readonly target: SweepTarget;
  /**
   * Asks Dataverse at once what reading records begins with, so that these questions share a request: with
   * links of an earlier sweep also what changed since. One that fails is found out about by whoever reads
   * records.
   */
  begin(changes?: Readonly<Record<string, string>>): void;
}

/** Before the product: contacts of all times. */
const FROM = new Date(Date.UTC(2000, 0, 1));
/** Clocks differ, and a write may be listed under the time when it was begun. */
const OVERLAP_MS = 900_000;
/** The end of a span that Spotler is asked for is not in it, and its clock is not ours. */
const BEYOND_NOW_MS = 60_000;
/** Half of the most that a page can have (Spotler's REST documentation, front page): two are in memory. */
const PAGE_SIZE = 5_000;

/** Dataverse and Spotler as a sweep reads them. Nothing is sent yet. */
export function sweepSides(options: SweepSidesOptions): SweepSides {
  const { dataverse, columns, spotler, decide, clock } = options;
  const { connection, records, mapping, jobs } = dataverse;
  const { externalIdColumn, externalIdFallback } = options;
  const bulk = createBulkReader({ connection, records, mapping, externalIdColumn, externalIdFallback });
  let listing: Promise<StandingOrders> | undefined;

  function orders(signal?: AbortSignal): Promise<StandingOrders> {
    listing ??= listStandingOrders(connection.shared, jobs?.table, signal);
    return listing;
  }

  return {
    begin(changes = {}) {
      for (const question of [...TABLES.map(columns.check), orders()]) question.catch(() => {});
      // Last, for a batch is worked off in its order: no record here is older than what it is judged by.
      bulk.askForChanges(changes);
    },
    source: {
      records: recordReader({ bulk, records, columns, orders, decide, overlapMs: OVERLAP_MS }),
      confirm: (contactIds, { signal } = {}) =>
        Promise.all(
          contactIds.map((id) => confirmAbsence(records, id, { column: externalIdColumn, signal })),
        ),
      async pendingOrders(before, { signal } = {}) {
        return (await orders(signal)).pendingBefore(before);
      },
    },
    target: {
      async contacts(after, { since, signal } = {}) {
        const from = since === undefined ? FROM : new Date(since - OVERLAP_MS);
        const to = new Date(clock.now() + BEYOND_NOW_MS);
        const page = await spotler.contacts.updatesPage({ from, to }, { after, pageSize: PAGE_SIZE, signal });
        const contacts = page.contacts.map(({ externalId, encryptedId, properties }) => ({
          // An empty one is none.
          contactId: externalId === '' ? undefined : externalId,
          ownId: encryptedId,
          properties,
        }));
        return { contacts, next: page.next };
      },
      arePresent: (sought, { signal } = {}) =>
        arePresent(sought, { spotler: spotler.contacts, records, column: externalIdColumn, signal }),
    },
  };
}
