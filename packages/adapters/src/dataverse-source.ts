import type { Decision, RecordRef, RecordSnapshot } from '@spotler-connector/anonymization-policy';
import type { RecordReading as DataverseReading, DataverseRecordSource } from '@spotler-connector/dataverse';
import type { CallOptions, Holder, RecordReading, RecordSource } from '@spotler-connector/reconciler';
import type { CheckedColumns } from './checked-columns.ts';
import { expectHolders } from './expected-holders.ts';
import { createOrderReader, type OrderCalls } from './order-reader.ts';
import { withPortErrors } from './port-errors.ts';
import { quietly } from './quietly.ts';

/** The calls of Dataverse's records that a source makes. */
export type SourceRecords = Pick<
  DataverseRecordSource,
  'read' | 'holders' | 'mergedRecords' | 'storeExternalId'
>;

/** Options of a source, beside the records themselves. */
export interface DataverseSourceOptions {
  /** Knows whether the columns that are read can be relied on. */
  readonly columns: CheckedColumns;
  /** Whether a column holds the external ids: then several records can hold one contact. */
  readonly sharesContacts: boolean;
  /**
   * The external id from a message's pre-image: needed for a deleted record, whose own column can't
   * be read any more. Null when the column was empty, undefined when nothing told it.
   */
  readonly externalId?: string | null | undefined;
  /** Where standing orders are found. Default: there are none. */
  readonly jobs?: OrderCalls | undefined;
  /** The policy. Orders are not looked for where it anonymizes the record anyway. */
  readonly decide?: ((snapshot: RecordSnapshot) => Decision) | undefined;
  /** Whether nothing may be written, not even an external id into a record that has none. Default false. */
  readonly readOnly?: boolean | undefined;
}

/**
 * Dataverse as the reconciler's source. One look at a record costs one request, which it shares with others:
 * the record, whether any order claims it, and where contacts are shared the records that hold the external
 * id that it is expected to have. A record with orders costs another, and so does an id that is not the one
 * that was expected.
 */
export function dataverseSource(
  given: SourceRecords,
  { columns, sharesContacts, externalId, jobs, decide, readOnly = false }: DataverseSourceOptions,
): RecordSource {
  const records = withPortErrors(given);
  const orders = jobs && withPortErrors(jobs);
  const withOrder = createOrderReader({ records, jobs: orders, decide, readOnly });
  const expected = expectHolders(records.holders);
  let lastRead: { readonly ref: RecordRef; readonly reading: RecordReading } | undefined;

  async function readOnce(ref: RecordRef, call: CallOptions): Promise<DataverseReading> {
    // Without a value in its column a record goes by its own id, where it goes by any.
    const toldId = externalId === null ? ref.id : externalId;
    const heldId = isSameRecord(lastRead?.ref, ref) ? lastRead?.reading.externalId : toldId;
    if (sharesContacts) expected.expect(ref, heldId, call);
    return records.read(ref, { ...call, externalId });
  }

  /** A holder with its order; the record that was read just now has been asked about already. */
  async function asHolder(reading: DataverseReading, call: CallOptions): Promise<Holder> {
    const { ref, version } = reading;
    const known = isSameRecord(lastRead?.ref, ref) ? lastRead?.reading : undefined;
    if (known?.version === version) return { ...reading, order: known.order };
    return { ref, ...(await withOrder(reading, call)) };
  }

  return {
    sharesContacts,
    checkColumns: (table) => columns.check(table),
    async read(ref, { signal } = {}) {
      const claimed = orders && quietly(orders.isClaimed(ref, { signal }));
      const reading = await readOnce(ref, { signal });
      const stored = readOnly ? 'kept' : await records.storeExternalId(reading, { signal });
      const current = stored === 'kept' ? reading : await readOnce(ref, { signal });
      lastRead = { ref: current.ref, reading: await withOrder(current, { signal }, claimed) };
      expected.forgetSoon();
      return lastRead.reading;
    },
    async holders(ref, heldId, { signal } = {}) {
      const readings = await expected.take(ref, heldId, { signal });
      return Promise.all(readings.map((reading) => asHolder(reading, { signal })));
    },
    async mergedRecords(ref, { signal } = {}) {
      const readings = await records.mergedRecords(ref, { signal });
      return readings.map((reading) => reading.ref);
    },
  };
}

function isSameRecord(one: RecordRef | undefined, other: RecordRef): boolean {
  return one?.table === other.table && one.id === other.id;
}
