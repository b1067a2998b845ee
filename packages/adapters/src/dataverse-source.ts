import type { Decision, RecordSnapshot } from '@spotler-connector/anonymization-policy';
import type { DataverseRecordSource, JobStore } from '@spotler-connector/dataverse';
import type { CallOptions, RecordSource } from '@spotler-connector/reconciler';
import { dataverseCall } from './dataverse-call.ts';

/** What a source knows besides the records themselves. */
export interface DataverseSourceOptions {
  /** What a pre-image told of a deleted record, whose own column can't be read any more. */
  externalId?: string | undefined;
  /** Where standing orders are found. Default: there are none. */
  jobs?: Pick<JobStore, 'standing'> | undefined;
  /** The policy. Nobody is asked for orders about a record that it anonymizes anyway. */
  decide?: (snapshot: RecordSnapshot) => Decision;
}

/**
 * Dataverse as the reconciler's source. The record is read before the orders are asked for: an order for a version
 * that is no more the record's own is found out by the second read of a reconcile.
 */
export function dataverseSource(
  records: Pick<DataverseRecordSource, 'read'>,
  { externalId, jobs, decide }: DataverseSourceOptions = {},
): RecordSource {
  const known = externalId === undefined ? {} : { externalId };
  return {
    async read(ref, options) {
      const reading = await dataverseCall(records.read(ref, { ...options, ...known }));
      const { version, snapshot } = reading;
      const decided = version === null || decide?.(snapshot).action === 'anonymize';
      if (jobs === undefined || decided) return { ...reading, order: null };
      return { ...reading, order: await dataverseCall(jobs.standing(ref, version, callOf(options))) };
    },
  };
}

function callOf(options: CallOptions | undefined): CallOptions {
  return options?.signal === undefined ? {} : { signal: options.signal };
}
