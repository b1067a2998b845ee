import type { Decision, RecordSnapshot } from '@spotler-connector/anonymization-policy';
import type { DataverseRecordSource, JobStore } from '@spotler-connector/dataverse';
import type { RecordSource } from '@spotler-connector/reconciler';
import { withPortErrors } from './port-errors.ts';

/** Options of a source, beside the records themselves. */
export interface DataverseSourceOptions {
  /** The external id that a pre-image gave of a deleted record, whose own column can't be read any more. */
  readonly externalId?: string | undefined;
  /** Where standing orders are found. Default: there are none. */
  readonly jobs?: Pick<JobStore, 'standing'> | undefined;
  /** The policy. Orders are not looked for where it anonymizes the record anyway. */
  readonly decide?: ((snapshot: RecordSnapshot) => Decision) | undefined;
}

/**
 * Dataverse as the reconciler's source. The record is read before the orders are asked for: an order for a
 * version that is no more the record's own is found out by the second read of a reconcile.
 */
export function dataverseSource(
  { read }: Pick<DataverseRecordSource, 'read'>,
  { externalId, jobs, decide }: DataverseSourceOptions = {},
): RecordSource {
  const records = withPortErrors({ read });
  const orders = jobs && withPortErrors(jobs);
  return {
    async read(ref, { signal } = {}) {
      const reading = await records.read(ref, { signal, externalId });
      const { version, snapshot } = reading;
      const decided = version === null || decide?.(snapshot).action === 'anonymize';
      if (orders === undefined || decided) return { ...reading, order: null };
      return { ...reading, order: await orders.standing(ref, version, { signal }) };
    },
  };
}
