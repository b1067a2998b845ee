import { DataverseError } from '@spotler-connector/dataverse';
import { PortError } from '@spotler-connector/reconciler';

/** Turns Dataverse's error into the port's; hands on everything else, such as the reason of an abort. */
export async function dataverseCall<T>(call: Promise<T>): Promise<T> {
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
