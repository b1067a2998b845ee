import type { Decision, RecordSnapshot } from '@spotler-connector/anonymization-policy';
import { DataverseError, type DataverseRecordSource, type JobStore } from '@spotler-connector/dataverse';
import { type CallOptions, PortError, type RecordSource } from '@spotler-connector/reconciler';

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
      const reading = await translated(records.read(ref, { ...options, ...known }));
      const { version, snapshot } = reading;
      const decided = version === null || decide?.(snapshot).action === 'anonymize';
      if (jobs === undefined || decided) return { ...reading, order: null };
      return { ...reading, order: await translated(jobs.standing(ref, version, callOf(options))) };
    },
  };
}

function callOf(options: CallOptions | undefined): CallOptions {
  return options?.signal === undefined ? {} : { signal: options.signal };
}

/** Turns Dataverse's error into the port's; hands on everything else, such as the reason of an abort. */
export async function translated<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    if (!(error instanceof DataverseError)) throw error;
    const { kind, status, code, retryAfterMs } = error;
    throw new PortError({
      side: 'source',
      kind,
      ...(status !== undefined && { status }),
      ...(code !== undefined && { code }),
      ...(retryAfterMs !== undefined && { retryAfterMs }),
    });
  }
}
