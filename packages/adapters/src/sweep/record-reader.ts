import type { Decision, RecordSnapshot } from '@spotler-connector/anonymization-policy';
import {
  type BulkPage,
  type BulkReader,
  DataverseError,
  type DataverseRecordSource,
  hasGoneBack,
  isExpiredLink,
  type RecordReading,
} from '@spotler-connector/dataverse';
import type { SweepRecord, SweepSource } from '@spotler-connector/sweep';
import type { CheckedColumns } from '../checked-columns.ts';
import { relatedRecords } from './related-records.ts';
import type { StandingOrders } from './standing-orders.ts';

/** Parts of reading records page by page. */
export interface RecordReaderOptions {
  readonly bulk: Pick<BulkReader, 'page'>;
  readonly records: Pick<DataverseRecordSource, 'read' | 'mergedRecords'>;
  readonly columns: CheckedColumns;
  /** Every order, as it was when they were listed. */
  readonly orders: (signal?: AbortSignal) => Promise<StandingOrders>;
  readonly decide: (snapshot: RecordSnapshot) => Decision;
  /** By how much clocks differ at most. */
  readonly overlapMs: number;
}

/** Builds the reading of one page of records, with the decision on each. */
export function recordReader(options: RecordReaderOptions): SweepSource['records'] {
  const { bulk, records, columns, orders, decide, overlapMs } = options;
  return async (table, link, { since, signal } = {}) => {
    await columns.check(table);
    const standing = await orders(signal);
    const read = (trackChanges: boolean) => bulk.page(table, { link, trackChanges, signal });
    const page = await (since === undefined ? withoutTracking(read) : ofChanges(read, since.link));
    if (page === 'expired') return page;
    const asRecord = ({ ref, externalId, snapshot, version, properties }: RecordReading): SweepRecord => ({
      ref,
      contactId: externalId,
      decision: standing.decisionOn(ref, version, decide(snapshot)),
      properties,
    });
    const shown = page.readings.map(asRecord);
    const whole = { unreadable: page.unreadable.length, next: page.nextLink, changes: page.deltaLink };
    if (since === undefined) return { ...whole, records: shown, gone: [] };
    const survivors = [...shown.filter(takesAway).map(({ ref }) => ref), ...page.deleted];
    const ordered = link === since.link ? standing.changedAfter(since.time - overlapMs, table) : [];
    const related = await relatedRecords({ survivors, ordered }, records, signal);
    const unknown = [...page.deleted, ...page.unreadable].map(({ id }) => id);
    return {
      ...whole,
      records: [...shown, ...related.readings.map(asRecord)],
      gone: [...unknown, ...related.gone],
    };
  };
}

/** Whatever is taken away of a record's contact is also taken away of those that were merged into it. */
function takesAway({ decision: { action } }: SweepRecord): boolean {
  return action !== 'sync' && action !== 'leave';
}

type Read = (trackChanges: boolean) => Promise<BulkPage>;

/** Reads what changed; that is known for some days, and not after the environment was restored. */
async function ofChanges(read: Read, since: string): Promise<BulkPage | 'expired'> {
  try {
    const page = await read(true);
    return page.deltaLink !== undefined && hasGoneBack(since, page.deltaLink) ? 'expired' : page;
  } catch (error) {
    if (isExpiredLink(error)) return 'expired';
    throw error;
  }
}

/** A table that does not track changes is read all the same. */
async function withoutTracking(read: Read): Promise<BulkPage> {
  try {
    return await read(true);
  } catch (error) {
    if (!(error instanceof DataverseError) || error.status !== 400) throw error;
    return read(false);
  }
}
