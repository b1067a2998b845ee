import { DataverseError, type DataverseRecordSource } from '@spotler-connector/dataverse';
import { PortError, type RecordSource } from '@spotler-connector/reconciler';

/**
 * Dataverse as the reconciler's source. `externalId` is what a pre-image told of a deleted record, whose own
 * column can't be read any more.
 */
export function dataverseSource(
  records: Pick<DataverseRecordSource, 'read'>,
  externalId?: string,
): RecordSource {
  const known = externalId === undefined ? {} : { externalId };
  return { read: (ref, options) => translated(records.read(ref, { ...options, ...known })) };
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
